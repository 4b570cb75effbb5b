namespace Redflow.Runs;

/// <summary>The kept runs of a workflow that failed alike.</summary>
public sealed record FailureGroup
{
    /// <summary>What they have in common; <see cref="RunQuery.Fingerprint"/> finds them.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>How many they are. Those whose retention is over count until the sweep removes them.</summary>
    public required long Count { get; init; }

    /// <summary>When the one that was emitted first failed.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the one that was emitted last failed.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The one that was emitted last.</summary>
    public required RunId Run { get; init; }

    /// <summary>The error of that one.</summary>
    public required RunError Error { get; init; }
}
