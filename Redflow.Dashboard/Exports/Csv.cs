using System.Buffers;
using System.Globalization;

namespace Redflow.Dashboard.Exports;

/// <summary>
/// Cells of comma-separated values (RFC 4180). A spreadsheet takes a text that begins as a formula does for one, and names and tags are what callers have made
/// them: such a text gets an apostrophe in front, which spreadsheets do not show.
/// </summary>
internal static class Csv
{
    public const string EndOfLine = "\r\n";

    /// <summary>What a formula begins with; the last four are what East Asian keyboards write for the first four.</summary>
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t ");

    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells) + EndOfLine;

    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = Formulas.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Number(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "";
}
