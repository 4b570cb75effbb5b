using System.Text.Json;
using Redflow.Payloads;

namespace Redflow.Dashboard.Workflows;

/// <summary>
/// Makes the fields of a form of the JSON schema of an input. What it has no field for is written as JSON: arrays, members of several types, references of a
/// type to itself, objects without known members, and what is too deep or too much for a form.
/// </summary>
internal static class InputSchemaReader
{
    private const string Root = "input";
    private const int MaxDepth = 4;
    private const int MaxMembers = 40;

    public static InputField Read(Payload schema)
    {
        using var document = JsonDocument.Parse(schema.Utf8);
        return Read(document.RootElement, new() { Name = Root, Path = "", Label = "Input", Kind = FieldKind.Json, IsRequired = true }, 0);
    }

    /// <summary>The input as one text, whatever its schema is.</summary>
    public static InputField AsJson(InputField input) => new()
    {
        Name = Root,
        Path = "",
        Label = "Input, as JSON",
        Kind = FieldKind.Json,
        IsRequired = true,
        Default = input.Kind == FieldKind.Json ? input.Default : InputSketch.Of(input),
        Hint = input.Hint,
    };

    private static InputField Read(JsonElement schema, InputField field, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return Anything(field);
        }

        field = field with { Hint = HintOf(schema), Default = DefaultOf(schema) };
        if (schema.TryGetProperty("enum", out var allowed) && allowed.ValueKind == JsonValueKind.Array)
        {
            var values = allowed.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.GetRawText()).ToArray();
            return field with { Kind = FieldKind.Choice, Choices = values, IsNullable = values.Length < allowed.GetArrayLength(), Default = RawDefaultOf(schema) };
        }

        var types = TypesOf(schema);
        field = field with { IsNullable = types.Remove("null") };
        return types.Order(StringComparer.Ordinal).ToArray() switch
        {
            ["string"] => field with { Kind = FieldKind.Text },
            ["integer"] or ["integer", "string"] => field with { Kind = FieldKind.Integer },
            ["number"] or ["number", "string"] => field with { Kind = FieldKind.Number },
            ["boolean"] when field.IsNullable => field with { Kind = FieldKind.Choice, Choices = ["true", "false"] },
            ["boolean"] => field with { Kind = FieldKind.Boolean },
            ["object"] => ReadGroup(schema, field, depth),
            _ => Anything(field with { Default = RawDefaultOf(schema) }),
        };
    }

    /// <summary>An input of which nothing is known may as well be null.</summary>
    private static InputField Anything(InputField field) => field.Path.Length == 0 && field.Default.Length == 0 ? field with { Default = "null" } : field;

    private static InputField ReadGroup(JsonElement schema, InputField field, int depth)
    {
        if (depth == MaxDepth
            || !schema.TryGetProperty("properties", out var properties)
            || properties.ValueKind != JsonValueKind.Object
            || properties.EnumerateObject().Count() is 0 or > MaxMembers)
        {
            return field with { Default = field.IsRequired && !field.IsNullable ? "{}" : "" };
        }

        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet()
            : [];
        return field with
        {
            Kind = FieldKind.Group,
            Members = [.. properties.EnumerateObject().Select(member => Read(member.Value, Child(field, member.Name, required.Contains(member.Name)), depth + 1))],
        };
    }

    private static InputField Child(InputField parent, string name, bool isRequired) => new()
    {
        Name = $"{parent.Name}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
        Path = parent.Path.Length == 0 ? name : $"{parent.Path}.{name}",
        Label = name,
        Kind = FieldKind.Json,
        IsRequired = isRequired,
    };

    private static HashSet<string> TypesOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? [.. (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().AsEnumerable() : [type]).Select(name => name.GetString() ?? "")]
        : [];

    private static string DefaultOf(JsonElement schema) =>
        schema.TryGetProperty("default", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : RawDefaultOf(schema);

    private static string RawDefaultOf(JsonElement schema) =>
        schema.TryGetProperty("default", out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : "";

    private static string? HintOf(JsonElement schema)
    {
        foreach (var keyword in new[] { "description", "$comment" })
        {
            if (schema.TryGetProperty(keyword, out var text) && text.ValueKind == JsonValueKind.String)
            {
                return text.GetString();
            }
        }

        return schema.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String
            ? format.GetString() switch
            {
                "date-time" => "A time such as 2026-12-24T18:30:00Z.",
                "date" => "A date such as 2026-12-24.",
                "time" => "A time of day such as 18:30:00.",
                "uuid" => "A UUID such as 0b3f6c1e-2f4a-4d0c-9a55-6d7c8e9f0a1b.",
                "uri" => "An address such as https://example.com/.",
                _ => null,
            }
            : null;
    }
}
