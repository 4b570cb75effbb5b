using Redflow.Runs;

namespace Redflow.Steps;

/// <summary>A run has stored no step of that name.</summary>
public sealed class StepNotFoundException(RunId id, string step)
    : RedflowException($"Run '{id}' has stored no step '{step}'. See its steps for their names.")
{
    /// <summary>The name.</summary>
    public string Step { get; } = step;
}
