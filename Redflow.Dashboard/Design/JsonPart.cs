using System.Text.Encodings.Web;
using System.Text.Json;

namespace Redflow.Dashboard.Design;

/// <summary>A value of a JSON document, with as many of its members or elements as are shown.</summary>
/// <param name="member">The member that holds it; null for an element and for the document itself.</param>
/// <param name="value">The value.</param>
internal sealed class JsonPart(string? member, JsonElement value)
{
    private const int MaxText = 2_000;

    public string? Member => member;

    public JsonElement Value => value;

    public List<JsonPart> Parts { get; } = [];

    /// <summary>How many members or elements it has.</summary>
    public int Count { get; } = value.ValueKind switch
    {
        JsonValueKind.Object => value.GetPropertyCount(),
        JsonValueKind.Array => value.GetArrayLength(),
        _ => 0,
    };

    /// <summary>Whether its text is longer than what is shown of it.</summary>
    public bool IsCut => Count == 0 && Raw.Length > MaxText;

    /// <summary>The text of a value without parts.</summary>
    public string Text => IsCut ? $"{Raw[..MaxText]}…" : Raw;

    /// <summary>Its text, in which only those characters are escaped that have to be.</summary>
    private string Raw { get; } = value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => $"\"{JsonEncodedText.Encode(value.GetString()!, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        _ => value.GetRawText(),
    };

    /// <summary>Its members or elements, as parts that have none yet.</summary>
    public IEnumerable<JsonPart> Read() => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Select(inner => new JsonPart(inner.Name, inner.Value))
        : value.EnumerateArray().Select(inner => new JsonPart(null, inner));
}
