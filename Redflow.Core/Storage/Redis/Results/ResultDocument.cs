using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Payloads;
using Redflow.Results;

namespace Redflow.Storage.Redis.Results;

/// <summary>A result as Redis holds it: JSON, encoded by the codecs as a whole.</summary>
internal sealed class ResultDocument(IEnumerable<IPayloadCodec> codecs)
{
    private static readonly JsonSerializerOptions Json = new(PayloadJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new VerbatimPayloadConverter() },
    };

    private readonly PayloadCodecChain _codecs = new(codecs);

    public byte[] Write(RunResult result) => _codecs.Encode(JsonSerializer.SerializeToUtf8Bytes(result, Json));

    /// <exception cref="PayloadUnreadableException">It was encoded by a codec or a key that this process lacks, or was changed.</exception>
    public RunResult Read(byte[] document)
    {
        var json = _codecs.Decode(document);
        try
        {
            return JsonSerializer.Deserialize<RunResult>(json, Json)!;
        }
        catch (JsonException exception)
        {
            throw new PayloadCorruptException("it is not a result", exception);
        }
    }

    /// <summary>A payload comes back byte by byte as it was given, blanks and escapes included; the payload <c>null</c> is not the lack of one.</summary>
    private sealed class VerbatimPayloadConverter : JsonConverter<Payload?>
    {
        public override bool HandleNull => true;

        public override Payload? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new Payload(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
        }

        public override void Write(Utf8JsonWriter writer, Payload? value, JsonSerializerOptions options)
        {
            if (value is { } payload)
            {
                writer.WriteRawValue(payload.Utf8.Span);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
