using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Auth;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/runs/{id}/rerun</c>: makes a new run of another one. Idempotent with a key.</summary>
internal static class RerunRun
{
    /// <returns>202 with the new run, or with the one that was made with this key.</returns>
    public static async Task<Accepted<Run>> HandleAsync([AsParameters] RunOrder order, RedflowClient client, CancellationToken cancellationToken)
    {
        var (runId, rerun, key) = await order.ReadAsync(RerunRequest.Read, cancellationToken);
        EngineNames.ThrowIfOurs((await client.GetRunAsync(runId, cancellationToken)).Workflow);
        var handle = await client.RerunAsync(runId, rerun.Edited, rerun.FromStep, key, cancellationToken);
        return TypedResults.Accepted(RunEndpoints.PathOf(handle.Id), await handle.GetStateAsync(cancellationToken));
    }
}
