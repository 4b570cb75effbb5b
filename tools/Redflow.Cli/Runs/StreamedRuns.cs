using System.Text.Json;

namespace Redflow.Cli.Runs;

/// <summary>What an event of the stream tells of runs.</summary>
internal sealed record StreamedRuns(IReadOnlyList<JsonElement> Runs)
{
    /// <summary>The event's name.</summary>
    public const string Event = "runs";

    public static IReadOnlyList<(StreamedRun Run, string Json)> Read(string data) =>
        [.. JsonSerializer.Deserialize<StreamedRuns>(data, JsonSerializerOptions.Web)!.Runs
            .Select(run => (run.Deserialize<StreamedRun>(JsonSerializerOptions.Web)!, run.GetRawText()))];
}

/// <summary>A run that has changed.</summary>
internal sealed record StreamedRun(string Id, string Workflow, string Status);
