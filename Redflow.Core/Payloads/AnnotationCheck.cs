using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Redflow.Payloads;

/// <summary>
/// Checks a value, and all that it holds, by its <see cref="ValidationAttribute"/>s and <see cref="IValidatableObject"/>. An object that it comes to
/// again, as in a cycle, is checked once.
/// </summary>
internal sealed class AnnotationCheck
{
    /// <summary>How deep JSON may be by default: what lies deeper can't be emitted.</summary>
    private const int MaxDepth = 64;

    /// <summary>A caller learns enough from the first hundred.</summary>
    private const int MaxProblems = 100;

    private readonly AnnotatedTypes _types;
    private readonly IServiceProvider? _services;
    private readonly List<InputProblem> _problems = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    private AnnotationCheck(AnnotatedTypes types, IServiceProvider? services) => (_types, _services) = (types, services);

    public static IReadOnlyList<InputProblem> Problems(object? value, AnnotatedTypes types, IServiceProvider? services = null)
    {
        if (value is null || types.Of(value.GetType()).IsLeaf)
        {
            return [];
        }

        var check = new AnnotationCheck(types, services);
        check.Visit(value, InputPath.Root, 0);
        return check._problems is { Count: > MaxProblems } problems ? problems[..MaxProblems] : check._problems;
    }

    private void Visit(object? value, InputPath path, int depth)
    {
        if (value is null || depth > MaxDepth || _problems.Count >= MaxProblems)
        {
            return;
        }

        var type = _types.Of(value.GetType());
        if (type.IsLeaf || (!value.GetType().IsValueType && !_seen.Add(value)))
        {
            return;
        }

        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                Visit(entry.Value, path.Member(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!), depth + 1);
            }
        }
        else if (value is not IEnumerable items)
        {
            VisitObject(value, type, path, depth);
        }
        else if (type.IsCollection)
        {
            var index = 0;
            foreach (var item in items)
            {
                Visit(item, path.Item(index++), depth + 1);
            }
        }
    }

    private void VisitObject(object value, AnnotatedType type, InputPath path, int depth)
    {
        var valid = true;
        foreach (var member in type.Members)
        {
            var held = member.Property.GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null);
            var memberPath = path.Member(member.Name);
            foreach (var result in Results(member.Attributes, held, Context(value, member.Name, member.Property.Name)))
            {
                valid = false;
                _problems.Add(new(memberPath.ToString(), MessageOf(result)));
            }

            Visit(held, memberPath, depth + 1);
        }

        foreach (var result in Results(type.Attributes, value, Context(value, value.GetType().Name)))
        {
            valid = false;
            Report(result, type, path);
        }

        // What an object says of itself may rely on what its annotations say, as with Validator.
        if (valid && value is IValidatableObject self)
        {
            foreach (var result in self.Validate(Context(value, value.GetType().Name)))
            {
                Report(result, type, path);
            }
        }
    }

    private static IEnumerable<ValidationResult> Results(IEnumerable<ValidationAttribute> attributes, object? value, ValidationContext context) =>
        attributes.Select(attribute => attribute.GetValidationResult(value, context)).OfType<ValidationResult>();

    private void Report(ValidationResult? result, AnnotatedType type, InputPath path)
    {
        foreach (var member in result?.MemberNames.DefaultIfEmpty() ?? [])
        {
            _problems.Add(new((member is null ? path : path.Member(type.NameOf(member))).ToString(), MessageOf(result!)));
        }
    }

    /// <summary>With the name that the member has in JSON: attributes put it into their messages.</summary>
    private ValidationContext Context(object instance, string name, string? member = null) =>
        new(instance, name, _services, null) { MemberName = member };

    private static string MessageOf(ValidationResult result) => result.ErrorMessage ?? "is not valid";
}
