using System.Globalization;

namespace Redflow.Dashboard.Queries;

/// <summary>Reads durations as people write them: <c>500ms</c>, <c>1.5s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>, or <c>00:00:02</c>.</summary>
internal static class Duration
{
    public const string Forms = "a duration such as 500ms, 1.5s, 5m, 1h, 1d or 00:00:02";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), // before "s", which it ends with
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Writes a duration as it is read, in the largest unit of which it is a whole number.</summary>
    public static string Format(TimeSpan duration)
    {
        var (unit, ticks) = Units.LastOrDefault(unit => duration.Ticks % unit.Ticks == 0);
        return unit is null || duration == TimeSpan.Zero ? duration.ToString("c", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
    }

    /// <summary>Reads a duration that is not negative. A number needs its unit.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        if (text.Contains(':'))
        {
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        }

        duration = default;
        var (unit, ticks) = Units.FirstOrDefault(unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
        if (unit is null
            || !decimal.TryParse(text.AsSpan()[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > TimeSpan.MaxValue.Ticks / ticks)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(number * ticks));
        return true;
    }
}
