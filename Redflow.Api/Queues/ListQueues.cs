using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Queues;

namespace Redflow.Api.Queues;

/// <summary><c>GET /api/v1/queues</c>: a page of queues, by name.</summary>
internal static class ListQueues
{
    public static async Task<Ok<QueuePage>> HandleAsync(
        [AsParameters] PageParameters parameters, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.ListQueuesAsync(new() { Limit = parameters.ReadLimit(), Cursor = parameters.Cursor }, cancellationToken));
}
