using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>The orders that things are kept in. What an order goes by may not change while something is kept in it.</summary>
internal static class Order
{
    /// <summary>The order of listings: that of lists, turned round.</summary>
    public static readonly Comparer<RunCursor> OldestFirst =
        Comparer<RunCursor>.Create(static (a, b) => (a.CreatedAt, a.Id).CompareTo((b.CreatedAt, b.Id)));

    /// <summary>The order of lists.</summary>
    public static readonly Comparer<RunCursor> NewestFirst = Comparer<RunCursor>.Create(static (a, b) => OldestFirst.Compare(b, a));

    /// <summary>The order of queues: lower priority first, then by time.</summary>
    public static readonly Comparer<MemoryRun> Queue = Comparer<MemoryRun>.Create(static (a, b) =>
        (a.Priority, a.ReadySince, a.Id).CompareTo((b.Priority, b.ReadySince, b.Id)));

    /// <summary>The order of backlogs: that of queues, but of one priority those that go on after a suspension come first.</summary>
    public static readonly Comparer<MemoryRun> Backlog = Comparer<MemoryRun>.Create(static (a, b) =>
        (a.Priority, !a.IsResumed, a.ReadySince, a.Id).CompareTo((b.Priority, !b.IsResumed, b.ReadySince, b.Id)));
}
