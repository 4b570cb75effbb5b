using System.Text.Json;
using Redflow.Payloads;

namespace Redflow.Limits;

/// <summary>Reads a run's limit key out of its input: a member's path such as <c>customer.id</c>, its names in any case.</summary>
internal static class LimitKeyPath
{
    /// <summary>The longest limit key, in characters.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>The longest path, in characters.</summary>
    public const int MaxLength = 256;

    /// <returns>Null when the input has no such member, or null there.</returns>
    /// <exception cref="InputValidationException">The member is an object or an array, or too long for a key.</exception>
    public static string? Read(string workflow, string path, ReadOnlyMemory<byte> input)
    {
        using var document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        try
        {
            return Read(workflow, path, document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: a JsonElement carries it from text to text, but no string can hold it.
            throw Invalid(workflow, path);
        }
    }

    private static string? Read(string workflow, string path, JsonElement value)
    {
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || Find(value, name) is not { } member)
            {
                return null;
            }

            value = member;
        }

        var key = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw Invalid(workflow, path),
        };
        return string.IsNullOrEmpty(key) ? null : Names.IsLabel(key, MaxKeyLength) ? key : throw Invalid(workflow, path);
    }

    public static string? Mistake(string? path) =>
        path is null || (path.Length <= MaxLength && path.Split('.').All(name => Names.IsLabel(name, MaxLength)))
            ? null
            : $"'{path}' is not the path of a limit key: it takes the names of members with dots between, such as customer.id.";

    private static JsonElement? Find(JsonElement value, string name)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static InputValidationException Invalid(string workflow, string path) =>
        new(workflow, [new(path, $"is the workflow's limit key: it has to be a text of up to {MaxKeyLength} characters without control characters, a number or a boolean")]);
}
