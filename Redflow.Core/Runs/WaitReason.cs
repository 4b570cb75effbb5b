using Redflow.Limits;

namespace Redflow.Runs;

/// <summary>Why a run that has not ended isn't running.</summary>
public abstract record WaitReason
{
    private WaitReason()
    {
    }

    /// <summary>It is due later: delayed, or retried after a failure.</summary>
    public sealed record Delayed(DateTimeOffset Until) : WaitReason;

    /// <summary>It is suspended: a step sleeps, or waits for a child, an event or a signal.</summary>
    /// <param name="Steps">What it waits for; the first to come wakes it.</param>
    public sealed record Suspended(IReadOnlyList<WaitingStep> Steps) : WaitReason;

    /// <summary>Its workflow's concurrency limit is reached.</summary>
    /// <param name="Limit">The limit.</param>
    /// <param name="Held">How many runs hold a slot.</param>
    /// <param name="Holders">Up to ten of them.</param>
    public sealed record ConcurrencyLimit(int Limit, int Held, IReadOnlyList<RunId> Holders) : WaitReason;

    /// <summary>The concurrency limit of its key is reached.</summary>
    public sealed record KeyConcurrencyLimit(string Key, int Limit, int Held) : WaitReason;

    /// <summary>Its workflow's rate limit is used up.</summary>
    /// <param name="Limit">The limit.</param>
    /// <param name="Until">When the next run may start.</param>
    public sealed record RateLimited(RateLimit Limit, DateTimeOffset Until) : WaitReason;

    /// <summary>Others of its workflow are before it, and the next one moves as soon as a scheduler or a worker looks.</summary>
    public sealed record Backlog : WaitReason;

    /// <summary>Its workflow is paused.</summary>
    public sealed record WorkflowPaused(Pause Pause) : WaitReason;

    /// <summary>Its queue is paused.</summary>
    public sealed record QueuePaused(string Queue, Pause Pause) : WaitReason;

    /// <summary>No worker that holds a lease serves its queue.</summary>
    public sealed record NoWorker(string Queue) : WaitReason;

    /// <summary>No worker has registered its workflow.</summary>
    public sealed record WorkflowUnknown(string Workflow) : WaitReason;

    /// <summary>It is ready: so many runs of its queue are before it.</summary>
    public sealed record Ready(string Queue, long Before) : WaitReason;
}
