using Redflow.Chaos.Faults;

namespace Redflow.Chaos.Options;

/// <summary>What is put under fire, and how.</summary>
internal sealed record ChaosOptions
{
    public const string Redis = "redis";
    public const string Garnet = "garnet";
    public const string Cluster = "cluster";

    /// <summary>How long faults are injected.</summary>
    public TimeSpan During { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of the plan of faults, and of what clients do.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The server: <see cref="Redis"/>, <see cref="Garnet"/> or <see cref="Cluster"/>.</summary>
    public string Store { get; init; } = Redis;

    /// <summary>How many workers, schedulers and clients there are at a time.</summary>
    public int Workers { get; init; } = 3;

    /// <inheritdoc cref="Workers"/>
    public int Schedulers { get; init; } = 2;

    /// <inheritdoc cref="Workers"/>
    public int Clients { get; init; } = 3;

    /// <summary>How long a worker's lease lasts.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many faults there are in a minute.</summary>
    public int Rate { get; init; } = 24;

    /// <summary>The names of the faults; all that fit the server, unless it says otherwise.</summary>
    public IReadOnlyList<string> Faults { get; init; } = FaultList.Names;

    /// <summary>A file for the report as JSON; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>A folder for ledgers and logs, which are kept there; null for one that is kept only when an invariant is violated.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether it ends as soon as an invariant is violated.</summary>
    public bool StopsAtViolation { get; init; }
}
