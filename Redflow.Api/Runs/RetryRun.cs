using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/runs/{id}/retry</c>: puts a failed or canceled run back into its queue.</summary>
internal static class RetryRun
{
    /// <returns>202 with the run; a problem when its state does not allow it.</returns>
    public static async Task<Accepted<Run>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken)
    {
        var runId = RouteParameters.ReadRunId(id);
        var mistake = await client.RetryRunAsync(runId, cancellationToken) switch
        {
            RetryResult.Retried => null,
            RetryResult.NotFinished => "The run has not ended: nothing was changed. One that was retried a moment ago is under way.",
            RetryResult.Succeeded => "The run succeeded: nothing was changed. Rerun it to do its work again.",
            RetryResult.Compensated => "The run has compensations, what its steps have done is undone: nothing was changed. Rerun it from the start.",
            var result => throw new InvalidOperationException($"There is no answer to {result}."),
        };
        return mistake is null
            ? TypedResults.Accepted(RunEndpoints.PathOf(runId), await client.GetRunAsync(runId, cancellationToken))
            : throw await RunConflict.OfAsync(runId, mistake, client, cancellationToken);
    }
}
