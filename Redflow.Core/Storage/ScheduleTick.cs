using Redflow.Schedules;

namespace Redflow.Storage;

/// <summary>What is to become of instants of a schedule.</summary>
/// <param name="Schedule">The schedule as it was read.</param>
/// <param name="Kind"><see cref="TickOutcome.Fired"/> for its own ticks, which advance it; else who starts its runs.</param>
/// <param name="Missed">The instants that pass without a run, oldest first.</param>
/// <param name="Runs">The runs to start, oldest instant first.</param>
/// <param name="Next">The instant that follows; null when there is none.</param>
/// <param name="Due">When that one is due; null when there is none.</param>
public sealed record ScheduleTick(
    StoredSchedule Schedule,
    TickOutcome Kind,
    IReadOnlyList<DateTimeOffset> Missed,
    IReadOnlyList<TickRun> Runs,
    DateTimeOffset? Next,
    DateTimeOffset? Due);
