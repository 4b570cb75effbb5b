using System.Globalization;
using Cronos;

namespace Redflow.StandIns.Tests.CronExpressions;

/// <summary>Reads and writes the times of the test tables, so that a row is one line of text.</summary>
internal static class Table
{
    public static CronExpression Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return CronExpression.Parse(expression, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
    }

    public static DateTime Utc(string time) =>
        DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset Instant(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    /// <summary>Writes the next occurrences by the zone's clock: <c>03-31 03:00 +02:00, …</c>.</summary>
    public static string Next(string expression, string zoneId, string from, int count) =>
        Next(expression, TimeZoneInfo.FindSystemTimeZoneById(zoneId), from, count);

    public static string Next(string expression, TimeZoneInfo zone, string from, int count)
    {
        var cron = Parse(expression);
        var times = new List<string>();
        var time = Instant(from);
        while (times.Count < count && cron.GetNextOccurrence(time, zone) is { } next)
        {
            times.Add(next.ToString(next.Second == 0 ? "MM-dd HH:mm zzz" : "MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
            time = next;
        }

        return string.Join(", ", times);
    }

    public static int Count(string times) => times.Split(',').Length;
}
