namespace Redflow.Bench.Processes;

/// <summary>What a worker process is told.</summary>
/// <param name="Redis">Where Redis is: a configuration of StackExchange.Redis.</param>
internal sealed record WorkerSettings(string Redis, bool Tracing, bool Metrics)
{
    /// <summary>How many runs it works on at a time.</summary>
    public int Concurrency { get; init; } = 50;

    /// <summary>Null for the engine's default.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Whether its handlers of <c>hold</c> never return, nor those of <c>long</c> when their steps are done.</summary>
    public bool Holds { get; init; }

    /// <summary>Whether it runs a scheduler too.</summary>
    public bool Schedules { get; init; }

    /// <summary>How many limited workflows it has, which share its concurrency as their limits: 1 each at least.</summary>
    public int Limited { get; init; }

    /// <summary>Whether those have no limit, to tell what limits cost from what many workflows do.</summary>
    public bool LiftsLimits { get; init; }

    /// <summary>Whether it has the workflows of <c>resources</c>.</summary>
    public bool Resources { get; init; }
}
