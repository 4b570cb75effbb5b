using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Client;

namespace Redflow.Api.Bulk;

/// <summary><c>POST /api/v1/bulk/{id}/abort</c>: stops a bulk operation; what it has done stays done. Idempotent.</summary>
internal static class AbortBulk
{
    /// <returns>200 when it has ended, now or before; 202 while its worker is being told.</returns>
    public static async Task<Results<Ok<AbortReply>, Accepted<AbortReply>>> HandleAsync(
        string id, HttpRequest request, RedflowClient client, CancellationToken cancellationToken)
    {
        var operation = RouteParameters.ReadBulkId(id);
        var body = await ReasonRequest.ReadAsync(request, cancellationToken);
        await client.GetBulkAsync(operation, cancellationToken);
        var result = await client.CancelRunAsync(operation, body.Reason, cancellationToken);
        var reply = new AbortReply(result, new(await client.GetBulkAsync(operation, cancellationToken)));
        return CancelRun.Answer(result, BulkEndpoints.PathOf(operation), reply);
    }
}
