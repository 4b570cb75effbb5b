namespace Redflow.Cli.Workers;

/// <summary>A worker that is up.</summary>
internal sealed record Worker(
    string Id,
    string App,
    string? Version,
    string Host,
    int ProcessId,
    IReadOnlyList<string> Queues,
    int Concurrency,
    int Running,
    bool IsDraining,
    DateTimeOffset StartedAt,
    DateTimeOffset LeaseUntil);
