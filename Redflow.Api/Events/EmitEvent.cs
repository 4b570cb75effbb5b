using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Client;
using Redflow.Payloads;

namespace Redflow.Api.Events;

/// <summary><c>POST /api/v1/events</c>: emits an event.</summary>
internal static class EmitEvent
{
    private static readonly Payload NoPayload = new("null"u8.ToArray());

    /// <returns>202 with the new event; 200 with the one that has the idempotency key.</returns>
    public static async Task<Results<Accepted<EventView>, Ok<EventView>>> HandleAsync(
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        HttpContext context,
        RedflowClient client,
        IOptions<RedflowPayloadOptions> payloads,
        CancellationToken cancellationToken)
    {
        var maxBytes = payloads.Value.MaxInputBytes + RedflowPayloadOptions.DefaultMaxBytes;
        var request = EventRequest.Read(await JsonBody.ReadAsync(context.Request, maxBytes, cancellationToken), idempotencyKey);
        var id = idempotencyKey is null ? client.NewEventId(request.Name!, request.Key) : client.NewEventId(request.Name!, request.Key, idempotencyKey);
        if (idempotencyKey is not null && await client.FindEventAsync(id, cancellationToken) is { } existing)
        {
            context.Response.Headers.Location = EventEndpoints.PathOf(id);
            context.Response.Headers[EmitRun.ReplayedHeader] = "true";
            return TypedResults.Ok(new EventView(existing));
        }

        await client.EmitEventAsync(request.Name!, request.Payload ?? NoPayload, request.Key, id, cancellationToken);
        return TypedResults.Accepted(EventEndpoints.PathOf(id), new EventView(await client.GetEventAsync(id, cancellationToken)));
    }
}
