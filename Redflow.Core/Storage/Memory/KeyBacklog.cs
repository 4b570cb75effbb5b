namespace Redflow.Storage.Memory;

/// <summary>The runs of one limit key in a backlog, and whose turn it is.</summary>
internal sealed class KeyBacklog
{
    private readonly SortedSet<MemoryRun> _runs = new(Order.Backlog);

    /// <summary>Its turn: the key with the lowest one of those that may have one is served. It changes only when the key is served.</summary>
    public required long Turn { get; set; }

    /// <summary>When the key's rate allows another start; null while it is not known to hold one up.</summary>
    public DateTimeOffset? ParkedUntil { get; set; }

    public bool IsEmpty => _runs.Count == 0;

    public MemoryRun? First => _runs.Min;

    public void Add(MemoryRun run) => _runs.Add(run);

    public void Remove(MemoryRun run) => _runs.Remove(run);
}
