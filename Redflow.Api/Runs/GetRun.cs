using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Dashboard.Runs;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}</c>: a run with its payloads, and why it waits.</summary>
internal static class GetRun
{
    public static async Task<Ok<RunView>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken)
    {
        var run = await client.GetRunAsync(RouteParameters.ReadRunId(id), cancellationToken);
        return TypedResults.Ok(new RunView(run, await ExplainAsync(run, client, cancellationToken)));
    }

    /// <summary>Tells why it isn't running; asks only of one that may be waiting.</summary>
    public static async Task<WaitView?> ExplainAsync(RunSummary run, RedflowClient client, CancellationToken cancellationToken) =>
        run.Status is RunStatus.Scheduled or RunStatus.Queued or RunStatus.Waiting
            ? WaitView.Of(await client.ExplainRunAsync(run.Id, cancellationToken))
            : null;
}
