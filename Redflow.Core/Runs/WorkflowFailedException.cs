namespace Redflow.Runs;

/// <summary>The run whose result was asked for has failed.</summary>
public sealed class WorkflowFailedException(RunId id, RunError error)
    : RedflowException($"Run '{id}' failed: {error.Type}: {error.Message}")
{
    /// <summary>The run.</summary>
    public RunId Id { get; } = id;

    /// <summary>The error of its last attempt.</summary>
    public RunError Error { get; } = error;
}
