namespace Redflow.Storage.Memory;

/// <summary>The runs of one limit key in a backlog, ordered like a queue.</summary>
internal sealed class KeyBacklog
{
    private readonly SortedSet<MemoryRun> _starting = new(Order.Queue);
    private readonly SortedSet<MemoryRun> _resumed = new(Order.Queue);

    /// <summary>When the key's rate allows another start; null while it is not known to hold one up.</summary>
    public DateTimeOffset? ParkedUntil { get; set; }

    public bool IsEmpty => _starting.Count + _resumed.Count == 0;

    public void Add(MemoryRun run) => (run.IsResumed ? _resumed : _starting).Add(run);

    public void Remove(MemoryRun run) => (run.IsResumed ? _resumed : _starting).Remove(run);

    public MemoryRun? First(bool resumedOnly) =>
        resumedOnly || _starting.Min is not { } start ? _resumed.Min
        : _resumed.Min is { } resumed && Order.Queue.Compare(resumed, start) < 0 ? resumed
        : start;
}
