using Redflow.Bulk;
using Redflow.Dashboard.Runs;
using Redflow.Runs;

namespace Redflow.Dashboard.Bulk;

/// <summary>A bulk job and what it has come to.</summary>
/// <param name="Run">The run that performs it.</param>
/// <param name="Operation">What it does; null when that can't be told.</param>
/// <param name="Filter">To which runs.</param>
/// <param name="Reason">The reason of a cancellation; null for none.</param>
/// <param name="Matching">How many runs matched when it began; null before.</param>
/// <param name="Changed">How many it has changed.</param>
/// <param name="Skipped">How many it found changed already, or gone.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
internal sealed record BulkJob(
    RunSummary Run, BulkOperation? Operation, RunQuery? Filter, string? Reason, long? Matching, long Changed, long Skipped, TimelineError? Error)
{
    /// <summary>From how many runs on what it has come to is read less often: each page of 200 is a step to be read.</summary>
    private const long Many = 50_000;

    public bool IsOpen => !Run.Status.IsTerminal();

    /// <summary>How many are left.</summary>
    public long? Left => Matching - Changed - Skipped is { } left ? Math.Max(0, left) : null;

    /// <summary>How much of it is done, from 0 to 1.</summary>
    public double Fraction => Run.Status == RunStatus.Succeeded ? 1 : Matching is > 0 and var matching ? Math.Min(1, (double)(Changed + Skipped) / matching) : 0;

    /// <summary>After how many milliseconds it is read again.</summary>
    public int Every => !IsOpen ? 15_000 : Matching > Many ? 5_000 : 1_000;

    public static BulkJob Of(BulkState state) => new(
        state.Run,
        state.Request?.Operation,
        state.Request?.Filter,
        state.Request?.Reason,
        state.Matching,
        state.SoFar.Changed,
        state.SoFar.Skipped,
        state.Run.Status == RunStatus.Failed ? TimelineError.Of(state.Run.Error) : null);
}
