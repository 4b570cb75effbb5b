using System.Globalization;

namespace Redflow.Cli.Terminal;

/// <summary>Times and durations as people read them.</summary>
internal sealed class Times(TimeProvider time, bool utc)
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
    ];

    /// <summary>How long ago a time is, or when in UTC.</summary>
    public string? Of(DateTimeOffset? moment) => moment switch
    {
        null => null,
        { } at when utc => Utc(at),
        { } at when at - time.GetUtcNow() is { Ticks: >= TimeSpan.TicksPerSecond } ahead => $"in {Coarse(ahead)}",
        { } at when time.GetUtcNow() - at is { Ticks: >= TimeSpan.TicksPerSecond } ago => $"{Coarse(ago)} ago",
        _ => "now",
    };

    /// <summary>The time of day here, or the time in UTC.</summary>
    public string Clock(DateTimeOffset moment) =>
        utc ? Utc(moment) : TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>How long something took or takes: between two times, or from one until now.</summary>
    public string? Span(DateTimeOffset? from, DateTimeOffset? to) => from is { } start ? Span((to ?? time.GetUtcNow()) - start) : null;

    public static string? Span(TimeSpan? span) => span switch
    {
        null => null,
        { TotalMilliseconds: < 1 } => "0ms",
        { TotalSeconds: < 1 } part => string.Create(CultureInfo.InvariantCulture, $"{part.TotalMilliseconds:0}ms"),
        { TotalMinutes: < 1 } seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0.0}s"),
        { } rest => Coarse(rest),
    };

    /// <summary>The two largest units of a second or more.</summary>
    private static string Coarse(TimeSpan span)
    {
        var at = Array.FindIndex(Units, unit => span.Ticks >= unit.Ticks);
        var whole = $"{span.Ticks / Units[at].Ticks}{Units[at].Unit}";
        var rest = at + 1 < Units.Length ? span.Ticks % Units[at].Ticks / Units[at + 1].Ticks : 0;
        return rest == 0 ? whole : $"{whole} {rest}{Units[at + 1].Unit}";
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
