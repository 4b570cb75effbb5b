using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>A run whose steps are shown: the page's own, or one below it that is unfolded.</summary>
/// <param name="Stored">The run and its steps, with their payloads.</param>
/// <param name="Timeline">What happened in it and when.</param>
/// <param name="Log">The last lines that its handler has logged, oldest first.</param>
/// <param name="Waits">The steps that wait, or have waited.</param>
internal sealed record ShownBranch(StoredRun Stored, RunTimeline Timeline, IReadOnlyList<RunLogLine> Log, IReadOnlySet<string> Waits)
{
    public Run Run => Stored.Run;

    /// <summary>Its children that are unfolded.</summary>
    public IReadOnlyList<ShownBranch> Unfolded { get; init; } = [];

    /// <summary>Finds a run in it and below; null when it is not there or folded.</summary>
    public ShownBranch? Find(RunId id) => Run.Id == id ? this : Unfolded.Select(child => child.Find(id)).FirstOrDefault(found => found is not null);
}
