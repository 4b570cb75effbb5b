using Cronos.Scheduling;
using Cronos.Zones;

namespace Cronos;

public sealed partial class CronExpression
{
    /// <summary>Computes the next occurrence in UTC.</summary>
    /// <returns>The occurrence, or null when there is none up to the year 2499.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromUtc"/> is not UTC, or later than the year 2499.</exception>
    public DateTime? GetNextOccurrence(DateTime fromUtc, bool inclusive = false) =>
        GetNextOccurrence(fromUtc, TimeZoneInfo.Utc, inclusive);

    /// <summary>Computes the next occurrence by the clock of a zone.</summary>
    /// <returns>The occurrence in UTC, or null when there is none up to the year 2499.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromUtc"/> is not UTC, or later than the year 2499.</exception>
    public DateTime? GetNextOccurrence(DateTime fromUtc, TimeZoneInfo zone, bool inclusive = false)
    {
        RequireUtc(fromUtc, nameof(fromUtc));
        RequireSupportedYear(fromUtc, nameof(fromUtc));
        ArgumentNullException.ThrowIfNull(zone);
        return new OccurrenceSearch(_schedule, new ZoneClock(zone)).Next(fromUtc, inclusive);
    }

    /// <summary>Computes the next occurrence by the clock of a zone.</summary>
    /// <returns>The occurrence with the offset the zone has then, or null when there is none up to the year 2499.</returns>
    /// <exception cref="ArgumentException"><paramref name="from"/> is later than the year 2499.</exception>
    public DateTimeOffset? GetNextOccurrence(DateTimeOffset from, TimeZoneInfo zone, bool inclusive = false)
    {
        RequireSupportedYear(from.UtcDateTime, nameof(from));
        return GetNextOccurrence(from.UtcDateTime, zone, inclusive) is { } utc ? InZone(utc, zone) : null;
    }

    /// <summary>Lists the occurrences of a span in UTC, lazily.</summary>
    public IEnumerable<DateTime> GetOccurrences(
        DateTime fromUtc, DateTime toUtc, bool fromInclusive = true, bool toInclusive = false) =>
        GetOccurrences(fromUtc, toUtc, TimeZoneInfo.Utc, fromInclusive, toInclusive);

    /// <summary>Lists the occurrences of a span by the clock of a zone, lazily, in UTC.</summary>
    /// <exception cref="ArgumentException">A bound is not UTC, or the lower bound is later than the upper.</exception>
    public IEnumerable<DateTime> GetOccurrences(
        DateTime fromUtc, DateTime toUtc, TimeZoneInfo zone, bool fromInclusive = true, bool toInclusive = false)
    {
        RequireUtc(fromUtc, nameof(fromUtc));
        RequireUtc(toUtc, nameof(toUtc));
        RequireOrder(fromUtc, toUtc, nameof(fromUtc), nameof(toUtc));
        ArgumentNullException.ThrowIfNull(zone);
        return ListOccurrences(fromUtc, toUtc, zone, fromInclusive, toInclusive);
    }

    /// <summary>Lists the occurrences of a span by the clock of a zone, lazily, each with the offset the zone has then.</summary>
    /// <exception cref="ArgumentException">The lower bound is later than the upper.</exception>
    public IEnumerable<DateTimeOffset> GetOccurrences(
        DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, bool fromInclusive = true, bool toInclusive = false)
    {
        RequireOrder(from.UtcDateTime, to.UtcDateTime, nameof(from), nameof(to));
        ArgumentNullException.ThrowIfNull(zone);
        return ListOccurrences(from.UtcDateTime, to.UtcDateTime, zone, fromInclusive, toInclusive)
            .Select(utc => InZone(utc, zone));
    }

    private IEnumerable<DateTime> ListOccurrences(
        DateTime fromUtc, DateTime toUtc, TimeZoneInfo zone, bool fromInclusive, bool toInclusive)
    {
        var next = GetNextOccurrence(fromUtc, zone, fromInclusive);
        while (next is { } utc && (utc < toUtc || (toInclusive && utc == toUtc)))
        {
            yield return utc;
            next = GetNextOccurrence(utc, zone);
        }
    }

    private static DateTimeOffset InZone(DateTime utc, TimeZoneInfo zone) =>
        new DateTimeOffset(utc).ToOffset(zone.GetUtcOffset(utc));

    private static void RequireUtc(DateTime value, string name)
    {
        if (value.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException($"The time must be of kind Utc, but is {value.Kind}.", name);
        }
    }

    private static void RequireSupportedYear(DateTime value, string name)
    {
        if (value.Year > DaySearch.LastYear)
        {
            throw new ArgumentException($"The time must not be later than the year {DaySearch.LastYear}, but is in {value.Year}.", name);
        }
    }

    private static void RequireOrder(DateTime from, DateTime to, string fromName, string toName)
    {
        if (from > to)
        {
            throw new ArgumentException($"{fromName} ({from:O}) must not be later than {toName} ({to:O}).", fromName);
        }
    }
}
