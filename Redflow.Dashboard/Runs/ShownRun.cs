using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>A run as its page shows it.</summary>
/// <param name="Address">What of it is looked at.</param>
/// <param name="Root">The run, with those below it that are unfolded.</param>
/// <param name="Ancestors">The runs that it comes of, the first one first.</param>
internal sealed record ShownRun(RunAddress Address, ShownBranch Root, IReadOnlyList<RunSummary> Ancestors)
{
    /// <summary>The step whose details are shown; null for none.</summary>
    public SelectedStep? Selected { get; init; }

    /// <summary>Whether a worker has registered its workflow, as far as that was asked.</summary>
    public bool IsRegistered { get; init; } = true;

    /// <summary>What a run that is due later waits for beyond the time; empty when that is all. Workers put back for a while what they have no handler for.</summary>
    public string MoreOnWait => Timeline.Wait is not { Kind: WaitView.Delayed } ? ""
        : !IsRegistered ? $"No worker has registered workflow '{Run.Workflow}', and workers that find the run put it back. Start one that has it. "
        : Run.Attempt > 1 ? $"The attempt before has failed: this is attempt {Run.Attempt}. "
        : "";

    /// <summary>How the same run is emitted again from elsewhere; null where the viewer may not.</summary>
    public RunRecipe? Recipe { get; init; }

    public Run Run => Root.Run;

    public RunTimeline Timeline => Root.Timeline;

    /// <summary>Whether anything of it may still change by itself.</summary>
    public bool IsOpen => !Run.Status.IsTerminal();

    /// <summary>Whether anything of its children may.</summary>
    public bool HasOpenChildren => Timeline.Children.Any(child => !child.Status.IsTerminal());
}
