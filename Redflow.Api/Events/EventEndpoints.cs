using EventId = Redflow.Events.EventId;

namespace Redflow.Api.Events;

/// <summary>The events: emitted, and read with what became of them.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events");
        events.MapPost("", EmitEvent.HandleAsync);
        events.MapGet("", ListEvents.HandleAsync);
        events.MapGet("/{id}", GetEvent.HandleAsync);
    }

    /// <summary>The path of an event, for <c>Location</c>.</summary>
    public static string PathOf(EventId id) => $"/api/v1/events/{id}";
}
