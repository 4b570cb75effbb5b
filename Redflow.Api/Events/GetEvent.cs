using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Events;

/// <summary><c>GET /api/v1/events/{id}</c>: an event with its payload, and what it matched.</summary>
internal static class GetEvent
{
    public static async Task<Ok<EventView>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new EventView(await client.GetEventAsync(RouteParameters.ReadEventId(id), cancellationToken)));
}
