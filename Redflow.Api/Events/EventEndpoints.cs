using Redflow.Api.OpenApi;
using EventId = Redflow.Events.EventId;

namespace Redflow.Api.Events;

/// <summary>The events: emitted, and read with what became of them.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("events");
        events.MapPost("", EmitEvent.HandleAsync)
            .Describe(
                "emitEvent",
                "Emits an event",
                "It starts runs of the workflows that it triggers and ends the waits for it, right after it is stored. With an "
                + "idempotency key it is one for each name, key and idempotency key while it is kept, 7 days.")
            .TakesBody(typeof(EventRequest), "The event.", """{"name":"order.paid","key":"order_7","payload":{"amount":12.5}}""", isRequired: true)
            .Answers(202, "The event is stored; it may not have matched anything yet.")
            .Answers(200, "An event with the name, the key and the idempotency key is kept: it is the answer, whatever the payload. `Idempotent-Replayed` says so.");
        events.MapGet("", ListEvents.HandleAsync)
            .Describe("listEvents", "Lists events", "Newest first, without their payloads.")
            .Answers(200, "A page of them.");
        events.MapGet("/{id}", GetEvent.HandleAsync)
            .Describe("getEvent", "Reads an event", "With its payload, and the runs that it has started and released.")
            .Answers(200, "The event.")
            .Refuses(Problems.EventNotFound);
    }

    /// <summary>The path of an event, for <c>Location</c>.</summary>
    public static string PathOf(EventId id) => $"/api/v1/events/{id}";
}
