namespace Redflow.Api.Events;

/// <summary>A page of events, newest first.</summary>
/// <param name="Events">The events.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record EventList(IReadOnlyList<EventRow> Events, string? NextCursor);
