using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/runs/{id}/cancel</c>: cancels a run. Idempotent.</summary>
internal static class CancelRun
{
    /// <returns>200 when the run has ended, now or before; 202 while its handler is being told.</returns>
    public static async Task<Results<Ok<CancelReply>, Accepted<CancelReply>>> HandleAsync(
        string id, HttpRequest request, RedflowClient client, CancellationToken cancellationToken)
    {
        var runId = RouteParameters.ReadRunId(id);
        var body = await ReasonRequest.ReadAsync(request, cancellationToken);
        var result = await client.CancelRunAsync(runId, body.Reason, cancellationToken);
        var reply = new CancelReply(result, await client.GetRunAsync(runId, cancellationToken));
        return Answer(result, RunEndpoints.PathOf(runId), reply);
    }

    /// <summary>Answers a request to cancel a run, or what a run performs.</summary>
    public static Results<Ok<T>, Accepted<T>> Answer<T>(CancelResult result, string location, T reply) =>
        result == CancelResult.Requested ? TypedResults.Accepted(location, reply) : TypedResults.Ok(reply);
}
