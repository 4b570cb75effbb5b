namespace Cronos.Scheduling;

/// <summary>The seconds, minutes and hours of a schedule.</summary>
internal sealed record TimeOfDay(ValueSet Seconds, ValueSet Minutes, ValueSet Hours)
{
    public TimeSpan First => new(Hours.First, Minutes.First, Seconds.First);

    public bool Contains(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0
        && Hours.Contains(time.Hours) && Minutes.Contains(time.Minutes) && Seconds.Contains(time.Seconds);

    /// <summary>Finds the first time of the same day that is not before the given one, which is a whole second.</summary>
    public TimeSpan? FindFrom(TimeSpan time)
    {
        if (Hours.Contains(time.Hours))
        {
            if (Minutes.Contains(time.Minutes) && Seconds.FindFrom(time.Seconds) is { } second)
            {
                return new TimeSpan(time.Hours, time.Minutes, second);
            }

            if (Minutes.FindFrom(time.Minutes + 1) is { } minute)
            {
                return new TimeSpan(time.Hours, minute, Seconds.First);
            }
        }

        return Hours.FindFrom(time.Hours + 1) is { } hour ? new TimeSpan(hour, Minutes.First, Seconds.First) : null;
    }

    /// <summary>Writes the fields. As in the real package, a second field of 0 is not written.</summary>
    public override string ToString()
    {
        var seconds = Seconds == ValueSet.Of(0) ? "" : Seconds.ToText(60) + " ";
        return $"{seconds}{Minutes.ToText(60)} {Hours.ToText(24)}";
    }
}
