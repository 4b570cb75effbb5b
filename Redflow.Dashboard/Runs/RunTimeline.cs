using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>What happened in a run and when, by Redis's clock: what a waterfall is drawn of.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Run">The run.</param>
/// <param name="Attempts">Its attempts, the first one first.</param>
/// <param name="Steps">Its steps, in the order in which the handler reached them.</param>
/// <param name="Wait">Why it isn't running; null when it runs or has ended.</param>
/// <param name="Children">Its children, newest first.</param>
/// <param name="MoreChildren">Whether it has more of them than are here.</param>
/// <param name="LogLines">How many lines of its log are kept.</param>
internal sealed record RunTimeline(
    DateTimeOffset At,
    RunSummary Run,
    IReadOnlyList<TimelineAttempt> Attempts,
    IReadOnlyList<TimelineStep> Steps,
    WaitView? Wait,
    IReadOnlyList<RunSummary> Children,
    bool MoreChildren,
    int LogLines);
