namespace Redflow.Api.Schedules;

/// <summary>A page of schedules, by id.</summary>
/// <param name="Schedules">The schedules.</param>
/// <param name="NextCursor">Where the next page begins; null when this was the last one.</param>
internal sealed record ScheduleList(IReadOnlyList<ScheduleRow> Schedules, string? NextCursor);
