using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>A worker's lease over the runs it has claimed.</summary>
internal sealed class WorkerLease
{
    public IReadOnlyList<string> Queues { get; set; } = [];

    public DateTimeOffset ExpiresAt { get; set; }

    public SortedSet<RunId> Runs { get; } = [];
}
