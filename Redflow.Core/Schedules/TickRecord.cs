using Redflow.Runs;

namespace Redflow.Schedules;

/// <summary>A tick in a schedule's history. Times are Redis's.</summary>
/// <param name="PlannedAt">Its instant; when it was triggered by hand, that time.</param>
/// <param name="At">When it was dealt with.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record TickRecord(DateTimeOffset PlannedAt, DateTimeOffset At, TickOutcome Outcome)
{
    /// <summary>The run that it started; null for none.</summary>
    public RunId? Run { get; init; }

    /// <summary>Why it was skipped; null unless it was.</summary>
    public SkipReason? Reason { get; init; }
}
