using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>The step whose details are shown.</summary>
/// <param name="Branch">The run that it is of.</param>
/// <param name="Record">The step.</param>
internal sealed record SelectedStep(ShownBranch Branch, StepRecord Record)
{
    /// <summary>What it gave to the run that it has made; null when it has made none, or several.</summary>
    public Payload? ChildInput { get; init; }

    /// <summary>The runs that it has made, of those that are shown.</summary>
    public IReadOnlyList<RunSummary> Children { get; } = [.. Branch.Timeline.Children.Where(child => child.ParentStep == Record.Name)];

    /// <summary>What was logged in it.</summary>
    public IReadOnlyList<RunLogLine> Log { get; } = [.. Branch.Log.Where(line => line.Step == Record.Name)];

    /// <summary>What it waits for; null when it does not.</summary>
    public WaitingStep? Wait { get; } = Branch.Timeline.Steps.FirstOrDefault(step => step.Name == Record.Name)?.Wait;
}
