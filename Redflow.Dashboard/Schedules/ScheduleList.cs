namespace Redflow.Dashboard.Schedules;

/// <summary>A page of the list of schedules.</summary>
/// <param name="Filter">What is asked for.</param>
/// <param name="Schedules">The schedules, by id.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
internal sealed record ScheduleList(ScheduleFilter Filter, IReadOnlyList<ScheduleRow> Schedules, string? NextCursor, bool IsFirst);
