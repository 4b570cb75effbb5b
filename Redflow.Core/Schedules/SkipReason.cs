namespace Redflow.Schedules;

/// <summary>Why a tick was skipped.</summary>
public enum SkipReason
{
    /// <summary>The workflow was at its concurrency limit.</summary>
    AtLimit,

    /// <summary>A run of the schedule waited for a slot already.</summary>
    AlreadyQueued,

    /// <summary>The workflow's queue had as many runs as it takes.</summary>
    QueueFull,

    /// <summary>No worker has registered the workflow.</summary>
    UnknownWorkflow,

    /// <summary>There was a run of this instant already: a backfill had started it.</summary>
    AlreadyStarted,
}
