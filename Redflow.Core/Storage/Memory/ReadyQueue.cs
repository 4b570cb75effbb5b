using System.Diagnostics.CodeAnalysis;

namespace Redflow.Storage.Memory;

/// <summary>The ready runs of a queue, lower priority first, then by time; and the workers to wake when there is one.</summary>
/// <remarks>A run's place goes by its fields: they may not change while it is in here.</remarks>
internal sealed class ReadyQueue
{
    private static readonly Comparer<MemoryRun> Order = Comparer<MemoryRun>.Create(static (a, b) =>
        (a.Priority, a.ReadySince, a.Id).CompareTo((b.Priority, b.ReadySince, b.Id)));

    private readonly SortedSet<MemoryRun> _runs = new(Order);
    private readonly HashSet<string> _idle = new(StringComparer.Ordinal);

    public int Count => _runs.Count;

    public void Add(MemoryRun run) => _runs.Add(run);

    public void Remove(MemoryRun run) => _runs.Remove(run);

    public bool TryTake([NotNullWhen(true)] out MemoryRun? run)
    {
        run = _runs.Min;
        return run is not null && _runs.Remove(run);
    }

    public void AddIdle(string worker) => _idle.Add(worker);

    public void RemoveIdle(string worker) => _idle.Remove(worker);

    public bool TryTakeIdle([NotNullWhen(true)] out string? worker)
    {
        worker = _idle.FirstOrDefault();
        return worker is not null && _idle.Remove(worker);
    }
}
