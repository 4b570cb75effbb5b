using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>The last changes of runs.</summary>
internal sealed class ChangeBook
{
    public const int MaxKept = 10_000;

    private readonly Queue<RunChange> _changes = [];
    private long _count = 1;

    public void Note(MemoryRun run)
    {
        _changes.Enqueue(new(run.Id, run.Workflow, run.Status));
        _count++;
        if (_changes.Count > MaxKept)
        {
            _changes.Dequeue();
        }
    }

    /// <param name="places">The place behind which to begin; null for the end.</param>
    public RunChangePage Read(long[]? places)
    {
        var (first, from) = (_count - _changes.Count, places is [var place] ? place : _count);
        var isGap = places is not null && (places.Length != 1 || from < first || from > _count);
        return new([.. _changes.Skip((int)(Math.Clamp(from, first, _count) - first))], ChangeCursor.Format([_count]), isGap, HasMore: false);
    }
}
