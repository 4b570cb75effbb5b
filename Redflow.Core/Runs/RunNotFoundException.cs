namespace Redflow.Runs;

/// <summary>No run has this id: it never existed, or its retention is over.</summary>
public sealed class RunNotFoundException(RunId id)
    : RedflowException($"There is no run '{id}'. It never existed, or it ended so long ago that its retention is over.")
{
    /// <summary>The id that was asked for.</summary>
    public RunId Id { get; } = id;
}
