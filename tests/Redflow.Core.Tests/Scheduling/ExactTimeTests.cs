using System.Collections.Concurrent;
using Redflow.Scheduling;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Scheduling;

/// <summary>Timers of the system's clock that are exact.</summary>
public sealed class ExactTimeTests
{
    private static readonly TimeProvider Exact = ExactTime.Of(TimeProvider.System);

    [Fact]
    public async Task Timers_fire_when_they_are_due_and_none_early()
    {
        var fired = new BlockingCollection<(int Due, TimeSpan After)>();
        var started = Exact.GetTimestamp();

        // The thread waits for the first of them when it learns of one that is due earlier.
        var timers = new[] { 3_600_000, 60, 20, 40 }.Select(due => Exact.CreateTimer(
            _ => fired.Add((due, Exact.GetElapsedTime(started))), null, TimeSpan.FromMilliseconds(due), Timeout.InfiniteTimeSpan)).ToArray();
        var three = await Task.Run(() => Enumerable.Range(0, 3).Select(_ => fired.Take()).ToArray()).WaitAsync(Wait.Limit);
        await timers[0].DisposeAsync();

        Assert.Equal([20, 40, 60], three.Select(timer => timer.Due).Order());
        Assert.All(three, timer => Assert.True(timer.After >= TimeSpan.FromMilliseconds(timer.Due)));
    }

    [Fact]
    public async Task A_timer_that_was_disposed_or_put_off_does_not_fire()
    {
        var fired = new ConcurrentQueue<string>();
        var last = new TaskCompletionSource();

        var disposed = Exact.CreateTimer(_ => fired.Enqueue("disposed"), null, TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);
        var postponed = Exact.CreateTimer(_ => fired.Enqueue("put off"), null, TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();
        postponed.Change(TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var after = Exact.CreateTimer(_ => last.SetResult(), null, TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
        await last.Task.WaitAsync(Wait.Limit);
        await postponed.DisposeAsync();

        Assert.Empty(fired);
    }

    [Fact]
    public void A_timer_with_a_period_is_refused() =>
        Assert.Throws<NotSupportedException>(() => Exact.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1)));

    [Fact]
    public void A_clock_of_a_test_is_taken_as_it_is()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);

        Assert.Same(time, ExactTime.Of(time));
    }
}
