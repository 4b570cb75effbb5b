namespace Redflow.Schedules;

/// <summary>A page of schedules.</summary>
/// <param name="Schedules">The schedules, by id.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
public sealed record SchedulePage(IReadOnlyList<ScheduleInfo> Schedules, string? NextCursor);
