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

    /// <summary>Makes sure that rows can be written, before any of them is measured.</summary>
    /// <exception cref="BenchException">They can't.</exception>
    public void Open()
    {
        try
        {
            Write("");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"--json is '{path}', which can't be written to: {exception.Message}");
        }
    }

    public void Append(Row row) => Write(JsonSerializer.Serialize(row, Json) + "\n");

    private void Write(string text)
    {
        if (path is not null)
        {
            File.AppendAllText(path, text);
        }
    }
}
