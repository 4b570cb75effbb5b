namespace Redflow.Schedules;

/// <summary>Ticks every so often. Each is a multiple of the interval away from the beginning, so that they don't drift, however late one fires.</summary>
/// <param name="Interval">How often, 1 s to 3,650 days, in whole milliseconds.</param>
public sealed record IntervalSchedule(TimeSpan Interval) : Schedule
{
    /// <summary>The shortest interval: 1 s.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    /// <summary>The longest interval: 3,650 days.</summary>
    public static readonly TimeSpan MaxInterval = TimeSpan.FromDays(3_650);

    internal override IEnumerable<ScheduleMistake> Mistakes()
    {
        if (Interval < MinInterval || Interval > MaxInterval || Interval.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            yield return new(nameof(Interval), $"An interval goes from 1 s to {MaxInterval.TotalDays} days, in whole milliseconds; this one is {Interval}.");
        }
    }

    internal override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor)
    {
        var (passed, rest) = Math.DivRem((after - anchor).Ticks, Interval.Ticks);
        var next = anchor.UtcTicks + Interval.Ticks * (rest < 0 ? passed : passed + 1);
        return next <= DateTimeOffset.MaxValue.Ticks ? new(next, TimeSpan.Zero) : null;
    }
}
