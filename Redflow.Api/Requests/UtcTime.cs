using System.Globalization;

namespace Redflow.Api.Requests;

/// <summary>Reads an ISO 8601 time that says what it is relative to: a time without zone would mean another one on each machine.</summary>
internal static class UtcTime
{
    public const string Forms = "an ISO 8601 time with its offset, such as 2026-01-31T12:00:00Z (in a URL, + is written %2B)";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
