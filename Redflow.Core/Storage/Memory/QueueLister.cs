using Redflow.Queues;
using Redflow.Runs;
using Redflow.Workers;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>Reads queues, and the workers that serve them.</summary>
internal sealed class QueueLister(MemoryState state)
{
    public IReadOnlyList<QueueInfo> List(string? behind, int limit, DateTimeOffset now) =>
    [
        .. state.Queues.Names.Where(name => behind is null || string.CompareOrdinal(name, behind) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit)
            .Select(name => Read(name, now)),
    ];

    public QueueInfo? Find(string name, DateTimeOffset now) => state.Queues.Names.Contains(name) ? Read(name, now) : null;

    public IReadOnlyList<WorkerInfo> ListWorkers(string? behind, int limit, DateTimeOffset now) =>
    [
        .. Live(now).Where(lease => behind is null || string.CompareOrdinal(lease.Worker.Worker, behind) > 0)
            .Take(limit)
            .Select(lease => lease.ToInfo()),
    ];

    private QueueInfo Read(string name, DateTimeOffset now)
    {
        var queue = state.Queues[name];
        var workflows = state.Workflows.Registered.Where(workflow => workflow.Queue == name).ToArray();
        string[] workers = [.. Live(now).Where(lease => lease.Worker.Queues.Contains(name)).Select(lease => lease.Worker.Worker)];
        return new()
        {
            Name = name,
            Ready = queue.Count,
            Queued = Count(workflows, RunStatus.Queued),
            Running = Count(workflows, RunStatus.Running),
            OldestAge = now - queue.OldestSince,
            Pause = queue.Pause,
            WorkerCount = workers.Length,
            Workers = [.. workers.Take(QueueInfo.MaxWorkers)],
        };
    }

    private long Count(IEnumerable<WorkflowInfo> workflows, RunStatus status) =>
        workflows.Sum(workflow => (long)state.Runs.ByStatus.Count((workflow.Name, status)));

    private IEnumerable<WorkerLease> Live(DateTimeOffset now) =>
        state.Workers.Values.Where(lease => lease.ExpiresAt > now).OrderBy(lease => lease.Worker.Worker, StringComparer.Ordinal);
}
