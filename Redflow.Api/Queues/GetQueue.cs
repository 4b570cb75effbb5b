using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Queues;

namespace Redflow.Api.Queues;

/// <summary><c>GET /api/v1/queues/{name}</c>: one queue.</summary>
internal static class GetQueue
{
    public static async Task<Ok<QueueInfo>> HandleAsync(string name, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.GetQueueAsync(RouteParameters.ReadQueue(name), cancellationToken));
}
