using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Dashboard.Runs;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}/timeline</c>: what happened in a run and when, in four calls of the store at most.</summary>
internal static class GetTimeline
{
    public static async Task<Ok<RunTimeline>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken)
    {
        var runId = RouteParameters.ReadRunId(id);
        var snapshot = await client.GetRunSnapshotAsync(runId, cancellationToken);
        var reason = snapshot.Run.Status.IsTerminal() ? null : await client.ExplainRunAsync(runId, cancellationToken);
        var children = await client.ListRunsAsync(new() { Parent = runId, Limit = RunQuery.MaxLimit }, cancellationToken);
        var log = await client.GetRunLogAsync(runId, cancellationToken);
        return TypedResults.Ok(new TimelineWriter(snapshot, reason, children, log).Write());
    }
}
