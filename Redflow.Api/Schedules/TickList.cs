using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>What became of a schedule's ticks, newest first.</summary>
/// <param name="Ticks">The ticks.</param>
internal sealed record TickList(IReadOnlyList<TickRecord> Ticks);
