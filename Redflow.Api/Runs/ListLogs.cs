using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}/logs</c>: a page of what a run's handler has logged, oldest first.</summary>
internal static class ListLogs
{
    private const int DefaultLimit = 100;

    public static async Task<Ok<LogPage>> HandleAsync(
        string id,
        [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = DefaultLimit, Description = "Lines in a page.")] string? limit,
        [FromQuery(Name = "cursor")] string? cursor,
        RedflowClient client,
        CancellationToken cancellationToken)
    {
        var (runId, reader) = (RouteParameters.ReadRunId(id), new ParameterReader());
        var list = $"logs {runId}";
        var rows = reader.ReadLimit(limit) ?? DefaultLimit;
        var place = reader.ReadText("cursor", BoundCursor.Read(reader, list, cursor), LogCursor.IsValid, "the nextCursor of a page of the same log");
        reader.ThrowIfRefused();
        var lines = await client.GetRunLogAsync(runId, cancellationToken);
        if (lines.Count == 0)
        {
            // Nothing was logged, or there is no such run: then it is said.
            await client.GetRunAsync(runId, cancellationToken);
        }

        var first = LogCursor.Find(lines, place);
        var end = Math.Min(first + rows, lines.Count);
        return TypedResults.Ok(new LogPage([.. lines.Take(first..end)], end < lines.Count ? BoundCursor.Bind(list, LogCursor.Behind(lines, end - 1)) : null));
    }
}
