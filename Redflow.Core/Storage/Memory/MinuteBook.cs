using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>What happened in the minutes of the last 7 days.</summary>
internal sealed class MinuteBook
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly SortedDictionary<DateTimeOffset, SortedDictionary<string, MinuteStats>> _minutes = [];

    /// <summary>Counts a run's first claim.</summary>
    public void Started(MemoryRun run, DateTimeOffset now) => Change(run, now, minute => minute with
    {
        Started = minute.Started + 1,
        StartLatency = minute.StartLatency + (now - run.StartableFrom),
    });

    /// <summary>Takes back what was counted at a run's first claim.</summary>
    public void UndoStart(MemoryRun run) => Change(run, run.StartedAt!.Value, minute => minute with
    {
        Started = minute.Started - 1,
        StartLatency = minute.StartLatency - (run.StartedAt.Value - run.StartableFrom),
    });

    /// <summary>Counts a failed attempt that another one follows.</summary>
    public void Retried(MemoryRun run, DateTimeOffset now) => Change(run, now, minute => minute with { Retries = minute.Retries + 1 });

    public void Ended(MemoryRun run, DateTimeOffset now) => Change(run, now, minute => minute with
    {
        Succeeded = minute.Succeeded + (run.Status == RunStatus.Succeeded ? 1 : 0),
        Failed = minute.Failed + (run.Status == RunStatus.Failed ? 1 : 0),
        Canceled = minute.Canceled + (run.Status == RunStatus.Canceled ? 1 : 0),
        Duration = minute.Duration + (now - (run.StartedAt ?? now)),
    });

    public IReadOnlyList<MinuteStats> List(DateTimeOffset from, DateTimeOffset before, DateTimeOffset now) =>
    [
        .. _minutes
            .Where(minute => minute.Key >= StartOf(from) && minute.Key < before && now - minute.Key < Kept)
            .SelectMany(minute => minute.Value.Values),
    ];

    private void Change(MemoryRun run, DateTimeOffset now, Func<MinuteStats, MinuteStats> change)
    {
        var start = StartOf(now);
        if (!_minutes.TryGetValue(start, out var minute))
        {
            Forget(now);
            _minutes[start] = minute = new(StringComparer.Ordinal);
        }

        minute[run.Workflow] = change(minute.GetValueOrDefault(run.Workflow) ?? new() { Minute = start, Workflow = run.Workflow });
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var old in _minutes.Keys.TakeWhile(minute => now - minute >= Kept).ToArray())
        {
            _minutes.Remove(old);
        }
    }

    private static DateTimeOffset StartOf(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
