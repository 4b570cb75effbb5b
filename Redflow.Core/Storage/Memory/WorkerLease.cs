using Redflow.Runs;
using Redflow.Workers;

namespace Redflow.Storage.Memory;

/// <summary>A worker's lease over the runs it has claimed.</summary>
internal sealed class WorkerLease(WorkerRegistration worker)
{
    /// <summary>What the worker said of itself last.</summary>
    public WorkerRegistration Worker { get; set; } = worker;

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public bool IsDraining { get; set; }

    public SortedSet<RunId> Runs { get; } = [];

    public WorkerInfo ToInfo() => new()
    {
        Id = Worker.Worker,
        App = Worker.App,
        Version = Worker.Version,
        Host = Worker.Host,
        ProcessId = Worker.ProcessId,
        Queues = Worker.Queues,
        Concurrency = Worker.Concurrency,
        Running = Runs.Count,
        IsDraining = IsDraining,
        StartedAt = StartedAt,
        LeaseUntil = ExpiresAt,
    };
}
