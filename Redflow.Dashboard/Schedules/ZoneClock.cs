using System.Globalization;

namespace Redflow.Dashboard.Schedules;

/// <summary>Times as the clocks of a schedule's zone show them.</summary>
/// <param name="Name">The zone's name.</param>
/// <param name="Zone">The zone.</param>
internal sealed record ZoneClock(string Name, TimeZoneInfo Zone)
{
    /// <summary>How a form sends a time, and what people write.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The clock of a zone; that of UTC where a schedule has none, or one that this machine does not know.</summary>
    public static ZoneClock Of(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? new(zone, found) : new("UTC", TimeZoneInfo.Utc);

    public string Show(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).ToString("ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>Reads a time without an offset; of one that comes twice, the first.</summary>
    /// <param name="text">The time.</param>
    /// <param name="mistake">What is wrong with it; null when nothing is.</param>
    public DateTimeOffset? Read(string text, out string? mistake)
    {
        mistake = null;
        if (!TryRead(text, out var face))
        {
            mistake = text.Length == 0 ? "A time is missing." : "It takes a time such as 2026-01-31 12:00.";
        }
        else if (Zone.IsInvalidTime(face))
        {
            mistake = $"There is no such time in {Name}: clocks go forward over it.";
        }
        else
        {
            return new(face, Zone.IsAmbiguousTime(face) ? Zone.GetAmbiguousTimeOffsets(face).Max() : Zone.GetUtcOffset(face));
        }

        return null;
    }

    /// <summary>The text where a form's field can hold it: one that is no time it can't.</summary>
    public static string? Typed(string text) => TryRead(text, out _) ? text : null;

    private static bool TryRead(string text, out DateTime face) => DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out face);
}
