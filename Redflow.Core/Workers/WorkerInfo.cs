namespace Redflow.Workers;

/// <summary>A worker that holds a lease.</summary>
public sealed record WorkerInfo
{
    /// <summary>Its id, unique to this start of the process.</summary>
    public required string Id { get; init; }

    /// <summary>What the process is called.</summary>
    public required string App { get; init; }

    /// <summary>The version of its program; null when it has none.</summary>
    public string? Version { get; init; }

    /// <summary>The name of the machine that it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>Its process's id on that machine.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The queues it serves.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>How many runs it takes at a time.</summary>
    public required int Concurrency { get; init; }

    /// <summary>How many runs are under its lease.</summary>
    public required int Running { get; init; }

    /// <summary>Whether it drains: it takes no more runs, and stops when those that it has are over.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>When its lease began, by Redis's clock: at its start, or when it was known again after its lease had run out.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its lease runs out unless it renews it, which it does at a third of its duration.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }
}
