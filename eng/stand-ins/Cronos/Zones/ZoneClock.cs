namespace Cronos.Zones;

/// <summary>The clock on the wall of a zone.</summary>
/// <remarks>
/// Everything here follows from the offset at an instant, the one question that TimeZoneInfo answers alike for every kind of
/// change: daylight saving, a new base offset, a shift of half an hour or of a whole day.
/// </remarks>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    /// <summary>TimeZoneInfo knows no larger offset, so the instants that can show a local time are at most this far from it.</summary>
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);

    public DateTime ToLocal(DateTime utc) => LocalTime.Shift(utc, zone.GetUtcOffset(utc));

    /// <summary>Finds the first instant at which the clock shows the local time or, where it jumps over it, a later one.</summary>
    public DateTime FirstInstantAt(DateTime local)
    {
        if (FindTransitionNear(local) is not { } transition)
        {
            return LocalTime.Unshift(local, zone.GetUtcOffset(LocalTime.Unshift(local, TimeSpan.Zero)));
        }

        var byOldClock = LocalTime.Unshift(local, transition.Before);
        var byNewClock = LocalTime.Unshift(local, transition.After);
        return byOldClock < transition.Instant ? byOldClock : Later(byNewClock, transition.Instant);
    }

    /// <summary>Finds the transition that could skip or repeat the local time: one among the instants that could show it.</summary>
    public Transition? FindTransitionNear(DateTime local)
    {
        var low = LocalTime.Unshift(local, LargestOffset);
        var high = LocalTime.Unshift(local, -LargestOffset);
        var before = zone.GetUtcOffset(low);
        var after = zone.GetUtcOffset(high);
        return before == after ? null : new Transition(FirstChange(low, high, before), before, after);
    }

    private DateTime FirstChange(DateTime low, DateTime high, TimeSpan before)
    {
        while (high.Ticks - low.Ticks > 1)
        {
            var middle = low.AddTicks((high.Ticks - low.Ticks) / 2);
            (low, high) = zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
