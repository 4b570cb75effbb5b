namespace Redflow.Events;

/// <summary>A page of events without their payloads.</summary>
/// <param name="Events">The events, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
public sealed record EventPage(IReadOnlyList<EventRecord> Events, string? NextCursor);
