using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redflow.Dashboard.Workflows;

/// <summary>Sketches an input, for those who write it as JSON: all its members, each with the simplest value that it takes.</summary>
internal static class InputSketch
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(InputField field) => Node(field)?.ToJsonString(Indented) ?? "null";

    private static JsonNode? Node(InputField field) => field.Kind switch
    {
        FieldKind.Group => new JsonObject(field.Members.Select(member => KeyValuePair.Create(member.Label, Node(member)))),
        FieldKind.Text => field.IsNullable && field.Default.Length == 0 ? null : JsonValue.Create(field.Default),
        _ when field.Default.Length > 0 => JsonNode.Parse(field.Default),
        _ when field.IsNullable => null,
        FieldKind.Integer or FieldKind.Number => JsonValue.Create(0),
        FieldKind.Boolean => JsonValue.Create(false),
        FieldKind.Choice when field.Choices.Count > 0 => JsonNode.Parse(field.Choices[0]),
        _ => null,
    };
}
