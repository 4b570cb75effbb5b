namespace Redflow.Api.Schedules;

/// <summary>A page of schedules, by id.</summary>
internal sealed record ScheduleList(IReadOnlyList<ScheduleRow> Schedules, string? NextCursor);
