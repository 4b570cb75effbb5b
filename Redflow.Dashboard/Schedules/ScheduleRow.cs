using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>A schedule in a list.</summary>
/// <param name="Schedule">The schedule, without its input.</param>
/// <param name="LastTick">The last entry of its history; null for none.</param>
internal sealed record ScheduleRow(ShownSchedule Schedule, TickRecord? LastTick);
