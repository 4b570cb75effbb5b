namespace Redflow.Storage;

/// <summary>What a step's commit came to.</summary>
public enum CommitReply
{
    /// <summary>Stored, now or by the same commit sent before.</summary>
    Committed,

    /// <summary>The fence no longer holds; nothing was stored.</summary>
    Stale,
}
