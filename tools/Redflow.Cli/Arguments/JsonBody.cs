using System.Buffers;
using System.Text.Json;

namespace Redflow.Cli.Arguments;

/// <summary>Writes the body of a request: what has no value is not in it, and what is JSON already stays as it is.</summary>
internal static class JsonBody
{
    public static ReadOnlyMemory<byte> Of(params IEnumerable<(string Name, object? Value)> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members.Where(member => member.Value is not null))
            {
                writer.WritePropertyName(name);
                if (value is ReadOnlyMemory<byte> json)
                {
                    writer.WriteRawValue(json.Span);
                }
                else
                {
                    JsonSerializer.Serialize(writer, value);
                }
            }

            writer.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }
}
