using System.Net;
using System.Text.Json;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary>What an event of the stream tells of runs.</summary>
internal sealed record StreamedRuns(IReadOnlyList<JsonElement> Runs)
{
    /// <summary>The event's name.</summary>
    public const string Event = "runs";

    /// <exception cref="NoAnswerException">It is not what a Redflow API tells.</exception>
    public static IReadOnlyList<(StreamedRun Run, string Json)> Read(string data) =>
        [.. Of(data).Read<StreamedRuns>().Runs.Select(run => run.GetRawText()).Select(json => (Of(json).Read<StreamedRun>(), json))];

    private static ApiReply Of(string json) => new(HttpStatusCode.OK, json);
}
