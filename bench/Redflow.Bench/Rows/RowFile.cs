using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redflow.Bench.Rows;

/// <summary>A file of rows, to which each is appended as it comes.</summary>
/// <param name="path">The file; null for none.</param>
internal sealed class RowFile(string? path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Append(Row row)
    {
        if (path is not null)
        {
            File.AppendAllText(path, JsonSerializer.Serialize(row, Json) + "\n");
        }
    }
}
