using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Redflow.Payloads;

/// <summary>What there is to check of the values of a type: attributes, and members that have some or may lead to some.</summary>
internal sealed class AnnotatedType
{
    private readonly Dictionary<string, string> _names;

    public AnnotatedType(Type type, JsonSerializerOptions json)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsMember).DistinctBy(property => property.Name).ToArray();
        _names = properties.ToDictionary(property => property.Name, property => NameOf(property, json));
        IsLeaf = IsLeafType(type);
        IsCollection = IsCollectionType(type);
        Attributes = [.. type.GetCustomAttributes<ValidationAttribute>(inherit: true)];
        Members = [.. properties
            .Select(property => new Member(property, NameOf(property.Name), [.. AttributesOf(type, property)]))
            .Where(member => member.Attributes.Count > 0 || !IsLeafType(member.Property.PropertyType))];
        IsPlain = IsLeaf || (Attributes.Count + Members.Count == 0
            && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(IValidatableObject).IsAssignableFrom(type));
    }

    /// <summary>Whether its values hold nothing to check.</summary>
    public bool IsLeaf { get; }

    /// <summary>Whether its values, and all that they hold, are valid whatever they are.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether its values can be gone through without using them up.</summary>
    public bool IsCollection { get; }

    public IReadOnlyList<ValidationAttribute> Attributes { get; }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>Returns the name that a property has in JSON.</summary>
    public string NameOf(string property) => _names.GetValueOrDefault(property, property);

    private static bool IsLeafType(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        if (actual.IsPrimitive || actual.IsEnum || actual.IsPointer || actual == typeof(string) || actual == typeof(Payload)
            || typeof(JsonNode).IsAssignableFrom(actual))
        {
            return true;
        }

        if (actual.IsArray)
        {
            return IsLeafType(actual.GetElementType()!);
        }

        // A type of the user's own is looked into, whatever it is.
        if (actual == typeof(object) || actual.Namespace is not { } space || !(space == "System" || space.StartsWith("System.", StringComparison.Ordinal)))
        {
            return false;
        }

        return ArgumentsAreLeaves(actual) || (!typeof(IEnumerable).IsAssignableFrom(actual) && !IsPair(actual));
    }

    private static bool ArgumentsAreLeaves(Type type) => type.IsGenericType && type.GetGenericArguments().All(IsLeafType);

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsCollectionType(Type type) => typeof(ICollection).IsAssignableFrom(type) || type.GetInterfaces().Any(face =>
        face.IsGenericType && face.GetGenericTypeDefinition() is var open && (open == typeof(ICollection<>) || open == typeof(IReadOnlyCollection<>)));

    private static bool IsMember(PropertyInfo property) => property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0
        && !property.PropertyType.IsByRef && !property.PropertyType.IsByRefLike
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always };

    /// <summary>Those of a record's parameter are meant for its property.</summary>
    private static IEnumerable<ValidationAttribute> AttributesOf(Type type, PropertyInfo property) =>
        property.GetCustomAttributes<ValidationAttribute>(inherit: true).Concat(type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType)
            .SelectMany(parameter => parameter.GetCustomAttributes<ValidationAttribute>(inherit: true)));

    private static string NameOf(PropertyInfo property, JsonSerializerOptions json) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? json.PropertyNamingPolicy?.ConvertName(property.Name) ?? property.Name;

    /// <summary>A member to check.</summary>
    /// <param name="Property">The property.</param>
    /// <param name="Name">Its name in JSON.</param>
    /// <param name="Attributes">What it has to fulfil.</param>
    internal sealed record Member(PropertyInfo Property, string Name, IReadOnlyList<ValidationAttribute> Attributes);
}
