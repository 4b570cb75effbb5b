namespace Redflow.Events;

/// <summary>No event has this id: it was never emitted, or its 7 days are over.</summary>
public sealed class EventNotFoundException(EventId id)
    : RedflowException($"There is no event '{id}'. It was never emitted, or so long ago that its 7 days are over.")
{
    /// <summary>The id that was asked for.</summary>
    public EventId Id { get; } = id;
}
