using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>What became of a schedule's ticks, in the shape in which the API answers it.</summary>
/// <param name="Ticks">The ticks, newest first.</param>
internal sealed record TickList(IReadOnlyList<TickRecord> Ticks);
