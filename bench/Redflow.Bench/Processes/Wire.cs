using System.Text.Json;

namespace Redflow.Bench.Processes;

/// <summary>How the processes write to each other.</summary>
internal static class Wire
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
