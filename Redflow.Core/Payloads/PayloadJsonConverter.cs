using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redflow.Payloads;

/// <summary>Puts a payload into a larger JSON document as the JSON that it is.</summary>
internal sealed class PayloadJsonConverter : JsonConverter<Payload>
{
    public override Payload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
    }

    public override void Write(Utf8JsonWriter writer, Payload value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span);
}
