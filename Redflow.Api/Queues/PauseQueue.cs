using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Queues;

namespace Redflow.Api.Queues;

/// <summary><c>POST /api/v1/queues/{name}/pause</c>: lets nothing more be claimed from it. Idempotent.</summary>
internal static class PauseQueue
{
    /// <remarks>Of a queue that nobody has named it is refused: a slip of the pen would pause nothing, and say that it did.</remarks>
    public static async Task<Ok<QueueInfo>> HandleAsync(
        string name, HttpRequest request, RedflowClient client, CancellationToken cancellationToken)
    {
        var queue = RouteParameters.ReadQueue(name);
        var body = await ReasonRequest.ReadAsync(request, cancellationToken);
        await client.GetQueueAsync(queue, cancellationToken);
        await client.PauseQueueAsync(queue, body.Reason, cancellationToken);
        return TypedResults.Ok(await client.GetQueueAsync(queue, cancellationToken));
    }
}
