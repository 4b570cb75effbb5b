using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redflow.Payloads;

/// <summary>
/// Checks JSON against the keywords that <see cref="System.Text.Json.Schema.JsonSchemaExporter"/> writes for shape: type, properties, required,
/// items, additionalProperties, enum, and $ref within the document. What it does not know it lets pass: the handler's own reading of
/// the input has the last word.
/// </summary>
internal sealed class JsonSchemaCheck
{
    /// <summary>A caller learns enough from the first few.</summary>
    private const int MaxProblems = 20;

    private readonly JsonNode _root;
    private readonly List<InputProblem> _problems = [];

    private JsonSchemaCheck(JsonNode root) => _root = root;

    public static IReadOnlyList<InputProblem> Problems(JsonNode schema, JsonElement value)
    {
        var check = new JsonSchemaCheck(schema);
        check.Visit(schema, value, InputPath.Root);
        return check._problems;
    }

    private void Visit(JsonNode? node, JsonElement value, InputPath path)
    {
        if (_problems.Count >= MaxProblems || Resolve(node) is not JsonObject schema)
        {
            return;
        }

        if (schema["type"] is { } type && !Types(type).Any(name => Is(name, value)))
        {
            Report(path, $"has to be {string.Join(" or ", Types(type))}, not {Name(value)}");
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(item => Same(item, value)))
        {
            Report(path, $"has to be one of {string.Join(", ", allowed.Select(item => item?.ToJsonString() ?? "null"))}");
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            VisitMembers(schema, value, path);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema["items"] is { } items)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Visit(items, item, path.Item(index++));
            }
        }
    }

    private void VisitMembers(JsonObject schema, JsonElement value, InputPath path)
    {
        var properties = schema["properties"] as JsonObject;
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(item => item!.GetValue<string>()))
        {
            if (!value.EnumerateObject().Any(member => SameName(member.Name, name)))
            {
                Report(path.Member(name), "is required");
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            var known = properties?.FirstOrDefault(property => SameName(property.Key, member.Name));
            Visit(known?.Value ?? schema["additionalProperties"], member.Value, path.Member(known?.Key ?? member.Name));
        }
    }

    private void Report(InputPath path, string message) => _problems.Add(new(path.ToString(), message));

    /// <summary>Follows a reference such as <c>#/properties/parent</c>, which recursive types have.</summary>
    private JsonNode? Resolve(JsonNode? node)
    {
        if ((node as JsonObject)?["$ref"]?.GetValue<string>() is not { } reference)
        {
            return node;
        }

        JsonNode? target = _root;
        foreach (var part in reference.Split('/').Skip(1))
        {
            target = target is JsonArray array ? array[int.Parse(part, null)] : target?[part.Replace("~1", "/").Replace("~0", "~")];
        }

        return target;
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(item => item!.GetValue<string>()) : [type.GetValue<string>()];

    private static bool Is(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetDecimal(out var number) && number == decimal.Truncate(number)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool Same(JsonNode? item, JsonElement value) => item?.GetValueKind() switch
    {
        null => value.ValueKind == JsonValueKind.Null,
        JsonValueKind.String => value.ValueKind == JsonValueKind.String && value.ValueEquals(item.GetValue<string>()),
        _ => JsonElement.DeepEquals(JsonSerializer.SerializeToElement(item), value),
    };

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
