using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redflow.Payloads;

/// <summary>An input, a step's result or an output as it is stored: UTF-8 JSON.</summary>
/// <param name="Utf8">The JSON text.</param>
[JsonConverter(typeof(PayloadJsonConverter))]
public readonly record struct Payload(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>How deep the JSON of an input may be that comes as text.</summary>
    public const int MaxDepth = JsonText.MaxDepth;

    /// <summary>JSON's null: an input, a result or an output of nothing.</summary>
    public static Payload Null { get; } = new("null"u8.ToArray());

    /// <summary>Takes JSON text as it is.</summary>
    /// <param name="utf8">The text.</param>
    /// <exception cref="JsonException">
    /// It is not JSON, not UTF-8, deeper than 64 levels, or has half of a surrogate pair, which no string can hold.
    /// </exception>
    public static Payload Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonText.Check(utf8.Span);
        return new(utf8);
    }

    /// <summary>Reads the JSON.</summary>
    /// <param name="options">How; null for the defaults of <see cref="RedflowPayloadOptions.Serializer"/>, not what was set there.</param>
    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    public T? As<T>(JsonSerializerOptions? options = null) => JsonSerializer.Deserialize<T>(Utf8.Span, options ?? PayloadJson.Options);

    /// <summary>Writes a value as JSON, for <see cref="As{T}"/> to read.</summary>
    /// <param name="value">The value.</param>
    /// <param name="options">How; null for the defaults of <see cref="RedflowPayloadOptions.Serializer"/>, not what was set there.</param>
    public static Payload From<T>(T value, JsonSerializerOptions? options = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, options ?? PayloadJson.Options));

    /// <summary>Returns the JSON text.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(Utf8.Span);
}
