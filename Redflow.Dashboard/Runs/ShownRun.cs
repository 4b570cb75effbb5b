using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>A run as its page shows it.</summary>
/// <param name="Stored">The run and its steps, with their payloads.</param>
/// <param name="Timeline">What happened in it and when.</param>
/// <param name="Log">The last lines that its handler has logged, oldest first.</param>
/// <param name="Waits">The steps that wait, or have waited.</param>
/// <param name="StepName">The step whose details are asked for; null for none.</param>
internal sealed record ShownRun(StoredRun Stored, RunTimeline Timeline, IReadOnlyList<RunLogLine> Log, IReadOnlySet<string> Waits, string? StepName)
{
    public Run Run => Stored.Run;

    /// <summary>The step whose details are asked for; null when there is none of that name.</summary>
    public StepRecord? Step => Stored.Steps.FirstOrDefault(step => step.Name == StepName);

    /// <summary>Whether anything of it may still change by itself.</summary>
    public bool IsOpen => !Stored.Run.Status.IsTerminal();
}
