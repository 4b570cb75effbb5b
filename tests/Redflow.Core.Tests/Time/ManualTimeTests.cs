using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Time;

/// <summary>The clock that other tests trust.</summary>
public sealed class ManualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(Start);

    [Fact]
    public void Timers_fire_in_their_order_each_at_its_time()
    {
        var fired = new List<(string, TimeSpan)>();
        using var late = Timer("late", 20, Timeout.Infinite, fired);
        using var early = Timer("early", 10, Timeout.Infinite, fired);
        using var disposed = Timer("disposed", 15, Timeout.Infinite, fired);
        disposed.Dispose();

        _time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal([("early", TimeSpan.FromMilliseconds(10))], fired);
        _time.Advance(TimeSpan.FromMilliseconds(6));

        Assert.Equal([("early", TimeSpan.FromMilliseconds(10)), ("late", TimeSpan.FromMilliseconds(20))], fired);
        Assert.Equal(Start.AddMilliseconds(25), _time.GetUtcNow());
    }

    [Fact]
    public void A_periodic_timer_fires_each_time_until_it_is_changed()
    {
        var fired = new List<(string, TimeSpan)>();
        using var timer = Timer("tick", 5, 10, fired);

        _time.Advance(TimeSpan.FromMilliseconds(30));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromMilliseconds(30));

        Assert.Equal([5, 15, 25], fired.Select(tick => (int)tick.Item2.TotalMilliseconds));
    }

    [Fact]
    public async Task Delays_and_elapsed_time_go_by_it()
    {
        var started = _time.GetTimestamp();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _time);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await delay.Bounded();
        Assert.Equal(TimeSpan.FromMinutes(1), _time.GetElapsedTime(started));
    }

    private ITimer Timer(string name, int due, int period, List<(string, TimeSpan)> fired) => _time.CreateTimer(
        _ => fired.Add((name, _time.GetUtcNow() - Start)), null, TimeSpan.FromMilliseconds(due), TimeSpan.FromMilliseconds(period));
}
