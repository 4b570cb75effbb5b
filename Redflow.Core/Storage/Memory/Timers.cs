namespace Redflow.Storage.Memory;

/// <summary>The runs that are due later, the earliest first.</summary>
/// <remarks>A run's place goes by when it is due, which may not change while it is in here.</remarks>
internal sealed class Timers(Subscriptions subscriptions)
{
    private static readonly Comparer<MemoryRun> Order =
        Comparer<MemoryRun>.Create(static (a, b) => (a.DueAt!.Value, a.Id).CompareTo((b.DueAt!.Value, b.Id)));

    private readonly SortedSet<MemoryRun> _runs = new(Order);

    /// <summary>Makes a run due later, and tells the schedulers when it is the earliest one now.</summary>
    public void Add(MemoryRun run, DateTimeOffset due, Turn turn)
    {
        run.DueAt = due;
        _runs.Add(run);
        if (_runs.Min == run)
        {
            subscriptions.TellSchedulers(turn);
        }
    }

    public void Remove(MemoryRun run)
    {
        _runs.Remove(run);
        run.DueAt = null;
    }

    public IReadOnlyList<MemoryRun> Due(DateTimeOffset now, int limit) => [.. _runs.TakeWhile(run => run.DueAt <= now).Take(limit)];

    public TimeSpan? NextIn(DateTimeOffset now) => _runs.Min?.DueAt is not { } due ? null : due > now ? due - now : TimeSpan.Zero;
}
