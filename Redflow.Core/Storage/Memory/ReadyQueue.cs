using System.Diagnostics.CodeAnalysis;
using Redflow.Limits;

namespace Redflow.Storage.Memory;

/// <summary>The ready runs of a queue, lower priority first, then by time; and the workers to wake when there is one.</summary>
internal sealed class ReadyQueue
{
    private readonly SortedSet<MemoryRun> _runs = new(Order.Queue);
    private readonly HashSet<string> _idle = new(StringComparer.Ordinal);

    public int Count => _runs.Count;

    /// <summary>Since when the run has been due that has waited longest; null when there is none.</summary>
    public DateTimeOffset? OldestSince => _runs.Count == 0 ? null : _runs.Min(run => run.ReadySince);

    /// <summary>The queue's pause; null when it is not paused.</summary>
    public Pause? Pause { get; set; }

    public void Add(MemoryRun run) => _runs.Add(run);

    public void Remove(MemoryRun run) => _runs.Remove(run);

    public bool TryTake([NotNullWhen(true)] out MemoryRun? run)
    {
        run = _runs.Min;
        return run is not null && _runs.Remove(run);
    }

    public long CountBefore(MemoryRun run) => _runs.TakeWhile(other => other != run).LongCount();

    public void AddIdle(string worker) => _idle.Add(worker);

    public void RemoveIdle(string worker) => _idle.Remove(worker);

    public bool TryTakeIdle([NotNullWhen(true)] out string? worker)
    {
        worker = _idle.FirstOrDefault();
        return worker is not null && _idle.Remove(worker);
    }
}
