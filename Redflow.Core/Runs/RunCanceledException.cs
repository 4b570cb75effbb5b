namespace Redflow.Runs;

/// <summary>The run whose result was asked for was canceled.</summary>
public sealed class RunCanceledException(RunId id, string? reason)
    : RedflowException($"Run '{id}' was canceled{(reason is null ? "." : $": {reason}")}")
{
    /// <summary>The run.</summary>
    public RunId Id { get; } = id;

    /// <summary>Why, as the one who canceled it said.</summary>
    public string? Reason { get; } = reason;
}
