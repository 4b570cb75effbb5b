using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redflow.Runs;

/// <summary>Writes a run id as its text.</summary>
internal sealed class RunIdJsonConverter : JsonConverter<RunId>
{
    public override RunId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && RunId.TryParse(reader.GetString(), null, out var id)
            ? id
            : throw new JsonException(RunId.Rule);

    public override void Write(Utf8JsonWriter writer, RunId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
