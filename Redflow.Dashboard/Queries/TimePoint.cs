using System.Globalization;

namespace Redflow.Dashboard.Queries;

/// <summary>Reads points in time as people write them: how long ago (<c>24h</c>), or a date with or without a time of day (<c>2026-01-31T12:00</c>), in UTC.</summary>
internal static class TimePoint
{
    public const string Forms = $"{Duration.Forms}, for so long ago, or a time such as 2026-01-31 or 2026-01-31T12:00Z";

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF"];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">What a duration goes back from.</param>
    /// <param name="time">The time.</param>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (Duration.TryParse(text, out var span) && span < now - DateTimeOffset.UnixEpoch)
        {
            time = now - span;
            return true;
        }

        var isTime = DateTime.TryParseExact(
            text.TrimEnd('Z'), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc);
        time = new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return isTime && time >= DateTimeOffset.UnixEpoch;
    }

    /// <summary>The text of a time, to the millisecond.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
