using Redflow.Limits;

namespace Redflow.Queues;

/// <summary>A queue that a workflow or a worker has named, or that was paused.</summary>
public sealed record QueueInfo
{
    /// <summary>The most <see cref="Workers"/>.</summary>
    public const int MaxWorkers = 100;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many runs are ready: a worker with room may claim them.</summary>
    public required long Ready { get; init; }

    /// <summary>How many runs of its workflows are queued: those that are ready, and those that wait for a slot, a rate or the end of their workflow's pause.</summary>
    public required long Queued { get; init; }

    /// <summary>How many runs of its workflows run.</summary>
    public required long Running { get; init; }

    /// <summary>How long the oldest ready run has been due; null when none is ready.</summary>
    public TimeSpan? OldestAge { get; init; }

    /// <summary>Its pause; null when it is not paused.</summary>
    public Pause? Pause { get; init; }

    /// <summary>How many workers that hold a lease serve it.</summary>
    public required int WorkerCount { get; init; }

    /// <summary>The ids of those workers, in order; at most <see cref="MaxWorkers"/>.</summary>
    public required IReadOnlyList<string> Workers { get; init; }
}
