namespace Redflow.Storage;

/// <summary>What an exchange came to.</summary>
/// <param name="Known">False when the lease ran out: nothing was claimed, and the worker has to register again.</param>
/// <param name="Finished">One for each finished pass, in order: false when the fence no longer held and nothing was stored.</param>
/// <param name="Claimed">The runs that the worker holds from now on.</param>
public sealed record ExchangeReply(bool Known, IReadOnlyList<bool> Finished, IReadOnlyList<ClaimedRun> Claimed)
{
    /// <summary>Whether there are effects to deliver: <see cref="IRedflowStore.RelayAsync"/>.</summary>
    public bool HasEffects { get; init; }
}
