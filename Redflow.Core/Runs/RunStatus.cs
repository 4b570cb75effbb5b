namespace Redflow.Runs;

/// <summary>Where a run stands. <see cref="Succeeded"/>, <see cref="Failed"/> and <see cref="Canceled"/> are terminal.</summary>
public enum RunStatus
{
    /// <summary>Due later: a delayed run, or a failed one that waits for its next attempt.</summary>
    Scheduled,

    /// <summary>Ready, in its queue.</summary>
    Queued,

    /// <summary>Claimed by a worker, under a lease.</summary>
    Running,

    /// <summary>Suspended until something wakes it; it holds no worker and no lease.</summary>
    Waiting,

    /// <summary>Terminal: the handler returned.</summary>
    Succeeded,

    /// <summary>Terminal: attempts used up, or an error that is never retried.</summary>
    Failed,

    /// <summary>Terminal: canceled on request.</summary>
    Canceled,
}
