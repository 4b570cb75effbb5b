using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Redflow.Dashboard.Redaction;

/// <summary>
/// Shows viewers what the HTTP API shows readers: what is read goes through the JSON that the API answers with, and from there through the same
/// <see cref="Redactor"/>.
/// </summary>
internal sealed class Veil(Redactor redactor)
{
    /// <summary>How the API writes JSON.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = Redactor.MaxDepth,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Takes from a value what the viewer does not see.</summary>
    /// <param name="value">What is read, in the shape in which the API answers it.</param>
    /// <param name="viewer">Who looks.</param>
    /// <exception cref="HiddenException">What is left can't be shown.</exception>
    public T Cover<T>(T value, DashboardViewer viewer)
    {
        if (viewer.SeesAll || !redactor.IsUsed)
        {
            return value;
        }

        try
        {
            var left = JsonNode.Parse(Write(value, viewer), documentOptions: new() { MaxDepth = Redactor.MaxDepth });
            Reshape(left);
            return left.Deserialize<T>(Json)!;
        }
        catch (JsonException exception)
        {
            throw new HiddenException(exception);
        }
    }

    /// <summary>Writes a value as JSON, without what the viewer does not see.</summary>
    /// <param name="value">What is read, in the shape in which the API answers it.</param>
    /// <param name="viewer">Who looks.</param>
    public byte[] Write<T>(T value, DashboardViewer viewer)
    {
        var whole = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        if (viewer.SeesAll || !redactor.IsUsed)
        {
            return whole;
        }

        var covered = new ArrayBufferWriter<byte>();
        redactor.Copy(whole, covered, heldAs: null);
        return covered.WrittenSpan.ToArray();
    }

    /// <summary>Where the mark stands in the place of more than a text, it is put into the shape of that.</summary>
    private static void Reshape(JsonNode? node)
    {
        if (node is JsonObject parent)
        {
            foreach (var (name, value) in parent.ToArray())
            {
                if (value is JsonValue text && text.TryGetValue<string>(out var mark) && mark == Redactor.Mark)
                {
                    parent[name] = name switch
                    {
                        "error" => new JsonObject { ["type"] = Redactor.Mark, ["message"] = Redactor.Mark },
                        "tags" => new JsonArray(Redactor.Mark),
                        "failedAttempts" or "children" or "lines" => new JsonArray(),
                        "progress" or "wait" => null,
                        _ => Redactor.Mark,
                    };
                }
                else if (name is not ("input" or "output" or "payload" or "customStatus"))
                {
                    Reshape(value);
                }
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Reshape(item);
            }
        }
    }
}
