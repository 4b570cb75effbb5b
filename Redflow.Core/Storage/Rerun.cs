using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>A new run made of another one of any status.</summary>
/// <param name="Source">The run to repeat.</param>
/// <param name="Id">The new run's id, in the source's partition.</param>
/// <param name="Input">Its input as JSON; null for the source's.</param>
/// <param name="FromStep">The step to begin at: what the source stored for steps before it stands; null to begin from the start.</param>
public sealed record Rerun(RunId Source, RunId Id, byte[]? Input = null, string? FromStep = null)
{
    /// <summary>Whose share of the workflow's limits it takes, empty for nobody's; null for the source's.</summary>
    public string? LimitKey { get; init; }
}
