namespace Redflow.Storage;

/// <summary>Times and durations in whole milliseconds, as every store keeps them: a due time is rounded up, so that nothing is due early.</summary>
internal static class WholeMilliseconds
{
    private static readonly DateTimeOffset Last = Down(DateTimeOffset.MaxValue);

    public static DateTimeOffset Down(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    public static TimeSpan Down(TimeSpan duration) => new(duration.Ticks - duration.Ticks % TimeSpan.TicksPerMillisecond);

    public static TimeSpan Up(TimeSpan duration)
    {
        var whole = Down(duration);
        return whole < duration ? whole + TimeSpan.FromMilliseconds(1) : whole;
    }

    /// <summary>Returns when a delay from now, a whole millisecond, is over; for one that never is, the last time there is.</summary>
    public static DateTimeOffset After(DateTimeOffset now, TimeSpan delay)
    {
        if (delay >= Last - now)
        {
            return Last;
        }

        var due = now + delay;
        var whole = Down(due);
        return whole == due ? due : whole.AddMilliseconds(1);
    }
}
