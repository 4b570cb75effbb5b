using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Queues;

namespace Redflow.Api.Queues;

/// <summary><c>POST /api/v1/queues/{name}/resume</c>: ends its pause. Idempotent.</summary>
internal static class ResumeQueue
{
    public static async Task<Ok<QueueInfo>> HandleAsync(string name, RedflowClient client, CancellationToken cancellationToken)
    {
        var queue = RouteParameters.ReadQueue(name);
        await client.ResumeQueueAsync(queue, cancellationToken);
        return TypedResults.Ok(await client.GetQueueAsync(queue, cancellationToken));
    }
}
