namespace Redflow.Api.Events;

/// <summary>A page of events, newest first.</summary>
internal sealed record EventList(IReadOnlyList<EventRow> Events, string? NextCursor);
