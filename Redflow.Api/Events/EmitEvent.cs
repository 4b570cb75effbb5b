using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Payloads;

namespace Redflow.Api.Events;

/// <summary><c>POST /api/v1/events</c>: emits an event.</summary>
internal static class EmitEvent
{
    /// <returns>202 with the new event; 200 with the one that has the idempotency key.</returns>
    public static async Task<Results<Accepted<EventView>, Ok<EventView>>> HandleAsync(
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        HttpContext context,
        RedflowClient client,
        CancellationToken cancellationToken)
    {
        var request = EventRequest.Read(await JsonBody.ReadWithPayloadAsync(context.Request, cancellationToken), idempotencyKey);
        var id = idempotencyKey is null ? client.NewEventId(request.Name!, request.Key) : client.NewEventId(request.Name!, request.Key, idempotencyKey);
        if (idempotencyKey is not null && await client.FindEventAsync(id, cancellationToken) is { } existing)
        {
            return IdempotencyKey.Replay(context, EventEndpoints.PathOf(id), new EventView(existing));
        }

        await client.EmitEventAsync(request.Name!, request.Payload ?? Payload.Null, request.Key, id, cancellationToken);
        return TypedResults.Accepted(EventEndpoints.PathOf(id), new EventView(await client.GetEventAsync(id, cancellationToken)));
    }
}
