using Redflow.Runs;

namespace Redflow.Steps;

/// <summary>
/// The run that a step waited for failed, was canceled, or could not be emitted. Never retried: the child has had its own attempts. A retry
/// in place of the parent emits a new child.
/// </summary>
public sealed class ChildWorkflowFailedException(string step, RunId? child, RunError error)
    : NonRetriableException($"The child of step '{step}'{(child is { } id ? $", run '{id}'," : "")} did not succeed: {error.Type}: {error.Message}")
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;

    /// <summary>The child; null when none was created.</summary>
    public RunId? ChildId { get; } = child;

    /// <summary>What went wrong.</summary>
    public RunError Error { get; } = error;
}
