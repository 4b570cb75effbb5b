using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Which runs a workflow has in a status, by creation. A run is in exactly one of these.</summary>
internal sealed class RunIndex
{
    /// <summary>The order of lists, turned round: oldest first.</summary>
    public static readonly Comparer<RunCursor> Order =
        Comparer<RunCursor>.Create(static (a, b) => (a.CreatedAt, a.Id).CompareTo((b.CreatedAt, b.Id)));

    private readonly Dictionary<(string Workflow, RunStatus Status), SortedSet<RunCursor>> _entries = [];

    public void Add(MemoryRun run)
    {
        if (!_entries.TryGetValue((run.Workflow, run.Status), out var entries))
        {
            _entries[(run.Workflow, run.Status)] = entries = new(Order);
        }

        entries.Add(Entry(run));
    }

    public void Remove(MemoryRun run) => _entries[(run.Workflow, run.Status)].Remove(Entry(run));

    public int Count(string workflow, RunStatus status) => _entries.GetValueOrDefault((workflow, status))?.Count ?? 0;

    /// <summary>Lists entries newest first, those behind a place in the list when one is given.</summary>
    public IEnumerable<RunCursor> List(string workflow, RunStatus status, RunCursor? after)
    {
        if (_entries.GetValueOrDefault((workflow, status)) is not { Count: > 0 } entries)
        {
            return [];
        }

        return after is not { } last ? entries.Reverse()
            : Order.Compare(last, entries.Min) <= 0 ? []
            : entries.GetViewBetween(entries.Min, last).Reverse().SkipWhile(entry => entry == last);
    }

    private static RunCursor Entry(MemoryRun run) => new(run.CreatedAt.ToUnixTimeMilliseconds(), run.Id);
}
