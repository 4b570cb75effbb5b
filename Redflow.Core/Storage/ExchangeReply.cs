namespace Redflow.Storage;

/// <summary>What an exchange came to.</summary>
/// <param name="Known">False when the lease ran out: nothing was claimed, and the worker has to register again.</param>
/// <param name="Finished">One for each finished pass, in order: false when the fence no longer held and nothing was stored.</param>
/// <param name="Claimed">The runs that the worker holds from now on.</param>
public sealed record ExchangeReply(bool Known, IReadOnlyList<bool> Finished, IReadOnlyList<ClaimedRun> Claimed)
{
    /// <summary>After how many bytes of inputs and stored steps a reply takes no more runs: one too long to be read in time would be sent again and again.</summary>
    internal const int MaxBytes = 1024 * 1024;

    /// <summary>Whether there may be more runs, for which there is room in the worker but not in the reply.</summary>
    public bool IsCut { get; init; }

    /// <summary>Passes that were neither accepted nor refused, since the partition of their runs did not answer: to be handed in again.</summary>
    public IReadOnlyList<FinishedPass> Unanswered { get; init; } = [];

    /// <summary>Why a partition did not answer; null when all did. When none does, the exchange throws it.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Whether there are effects to deliver: <see cref="IRedflowStore.RelayAsync"/>.</summary>
    public bool HasEffects { get; init; }
}
