namespace Redflow.Storage;

/// <summary>What a step's commit came to.</summary>
/// <param name="CommittedAt">When it was stored, by the store's clock, now or by the same commit sent before; null when the fence no longer holds, and nothing was stored.</param>
public readonly record struct CommitReply(DateTimeOffset? CommittedAt)
{
    /// <summary>The fence no longer holds; nothing was stored.</summary>
    public static readonly CommitReply Stale;

    /// <summary>Whether it is stored.</summary>
    public bool IsCommitted => CommittedAt is not null;
}
