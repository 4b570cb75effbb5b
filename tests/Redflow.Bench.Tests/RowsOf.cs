using System.Text.Json;

namespace Redflow.Bench.Tests;

/// <summary>A file of rows, which ends with the test.</summary>
internal sealed class RowsOf : IDisposable
{
    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.GetTempFileName();

    public IReadOnlyList<JsonElement> Read() => [.. File.ReadLines(Path).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    public void Dispose() => File.Delete(Path);
}
