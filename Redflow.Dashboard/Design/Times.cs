using System.Globalization;

namespace Redflow.Dashboard.Design;

/// <summary>Times and numbers as people read them.</summary>
internal static class Times
{
    /// <summary>The time itself, to the millisecond.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How far a time is away: behind when negative.</summary>
    public static string Relative(TimeSpan from)
    {
        var (far, isPast) = (from.Duration(), from <= TimeSpan.Zero);
        return far < TimeSpan.FromSeconds(1) ? "now" : isPast ? $"{Rough(far)} ago" : $"in {Rough(far)}";
    }

    /// <summary>A duration, with what matters of it.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        _ when span < TimeSpan.Zero => "0 ms",
        _ when span < TimeSpan.FromSeconds(1) => Text($"{Math.Round(span.TotalMilliseconds)} ms"),
        _ when span < TimeSpan.FromMinutes(1) => Text($"{span.TotalSeconds:0.0#} s"),
        _ when span < TimeSpan.FromHours(1) => Text($"{(int)span.TotalMinutes} min {span.Seconds} s"),
        _ when span < TimeSpan.FromDays(1) => Text($"{(int)span.TotalHours} h {span.Minutes} min"),
        _ => Text($"{(int)span.TotalDays} d {span.Hours} h"),
    };

    public static string Span(TimeSpan? span) => span is { } known ? Span(known) : "–";

    /// <summary>A count, with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A size, in the unit that suits it: 1 KB is 1,024 bytes.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1L << 10 => Text($"{bytes} B"),
        < 1L << 20 => Text($"{bytes / 1024d:0.#} KB"),
        < 1L << 30 => Text($"{bytes / (1024d * 1024):0.#} MB"),
        _ => Text($"{bytes / (1024d * 1024 * 1024):0.##} GB"),
    };

    private static string Rough(TimeSpan span) => span switch
    {
        _ when span < TimeSpan.FromMinutes(1) => Text($"{(int)span.TotalSeconds} s"),
        _ when span < TimeSpan.FromHours(1) => Text($"{(int)span.TotalMinutes} min"),
        _ when span < TimeSpan.FromDays(1) => Text($"{(int)span.TotalHours} h"),
        _ => Text($"{(int)span.TotalDays} d"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
