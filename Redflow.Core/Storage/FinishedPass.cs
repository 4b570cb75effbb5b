using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>How one pass of a run ended.</summary>
/// <param name="Id">The run.</param>
/// <param name="Fence">The fence it was claimed under.</param>
/// <param name="Outcome">What follows.</param>
public sealed record FinishedPass(RunId Id, long Fence, PassOutcome Outcome)
{
    /// <summary>The run as it was claimed, which spares the store from reading some of it again; null when it is not at hand.</summary>
    public ClaimedRun? Claimed { get; init; }

    /// <summary>The W3C trace parent of the pass; null when it was not recorded.</summary>
    public string? TraceParent { get; init; }
}
