using System.Diagnostics.CodeAnalysis;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>All runs, with what points to them: the index, idempotency keys, and when those that have ended expire.</summary>
internal sealed class RunTable
{
    private readonly Dictionary<RunId, MemoryRun> _runs = [];
    private readonly Dictionary<(string Workflow, string Key), MemoryRun> _keys = [];
    private readonly PriorityQueue<MemoryRun, DateTimeOffset> _ended = new();

    public RunIndex Index { get; } = new();

    public MemoryRun? Find(RunId id) => _runs.GetValueOrDefault(id);

    public bool TryFindHolder(string workflow, string? key, [NotNullWhen(true)] out MemoryRun? holder)
    {
        holder = null;
        return !string.IsNullOrEmpty(key) && _keys.TryGetValue((workflow, key), out holder);
    }

    public void Add(MemoryRun run, RunStatus status)
    {
        run.Status = status;
        _runs.Add(run.Id, run);
        Index.Add(run);
        if (run.IdempotencyKey is { } key)
        {
            _keys.Add((run.Workflow, key), run);
        }
    }

    /// <summary>Moves a run from one status, and one index, to another.</summary>
    public void Move(MemoryRun run, RunStatus status)
    {
        if (run.Status != status)
        {
            Index.Remove(run);
            run.Status = status;
            Index.Add(run);
        }
    }

    public void ExpireAt(MemoryRun run, DateTimeOffset time) => _ended.Enqueue(run, time);

    /// <summary>Removes the runs whose retention is over; each once, so that what it costs is spread over the emits.</summary>
    public void Expire(DateTimeOffset now)
    {
        while (_ended.TryPeek(out var run, out var time) && time <= now)
        {
            _ended.Dequeue();
            _runs.Remove(run.Id);
            Index.Remove(run);
            if (run.IdempotencyKey is { } key)
            {
                _keys.Remove((run.Workflow, key));
            }
        }
    }
}
