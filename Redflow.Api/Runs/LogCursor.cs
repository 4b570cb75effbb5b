using System.Globalization;
using System.Security.Cryptography;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>
/// A place in a run's log: behind a line. The store drops the oldest lines while one pages, so it is known by the line itself and by how many like it
/// are before it; when it is gone, all that are left come after it.
/// </summary>
internal static class LogCursor
{
    private const int MarkLength = 16;

    /// <summary>Returns the cursor of the place behind a line.</summary>
    public static string Behind(IReadOnlyList<RunLogLine> lines, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{MarkOf(lines[index])}-{lines.Take(index).Count(line => line == lines[index])}");

    /// <summary>Returns the index of the first line behind a cursor.</summary>
    public static int Find(IReadOnlyList<RunLogLine> lines, string? cursor)
    {
        for (var i = 0; cursor is not null && i < lines.Count; i++)
        {
            if (Behind(lines, i) == cursor)
            {
                return i + 1;
            }
        }

        return 0;
    }

    public static bool IsValid(string cursor) =>
        cursor.Length > MarkLength + 1 && cursor[..MarkLength].All(char.IsAsciiHexDigitLower) && cursor[MarkLength] == '-' && cursor[(MarkLength + 1)..].All(char.IsAsciiDigit);

    private static string MarkOf(RunLogLine line) => Convert.ToHexStringLower(SHA256.HashData(Payload.From(line).Utf8.Span))[..MarkLength];
}
