using Redflow.Runs;

namespace Redflow.Dashboard.Palette;

/// <summary>The beginning of a run's id, and when runs are made whose ids begin so: the first nine characters tell the time, in milliseconds.</summary>
/// <param name="Text">The text.</param>
/// <param name="From">The earliest time.</param>
/// <param name="Before">The end of the time.</param>
internal sealed record IdPrefix(string Text, DateTimeOffset From, DateTimeOffset Before)
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeLength = 9;

    /// <summary>With fewer characters nearly every run is meant.</summary>
    private const int MinLength = 3;

    /// <summary>How far the clock of who emitted may be from Redis's.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>Reads a text; null when no run that was made up to now can begin so, as is with nearly every word.</summary>
    public static IdPrefix? Read(string text, DateTimeOffset now)
    {
        if (text.Length is < MinLength or >= RunId.Length || !text.All(Digits.Contains))
        {
            return null;
        }

        var (from, before) = (Milliseconds(text, '0'), Milliseconds(text, 'z') + 1);
        return from <= (now + Slack).ToUnixTimeMilliseconds()
            ? new(text, DateTimeOffset.FromUnixTimeMilliseconds(from) - Slack, DateTimeOffset.FromUnixTimeMilliseconds(before) + Slack)
            : null;
    }

    private static long Milliseconds(string text, char rest) =>
        text.PadRight(TimeLength, rest)[..TimeLength].Aggregate(0L, (sum, digit) => (sum * Digits.Length) + Digits.IndexOf(digit, StringComparison.Ordinal));
}
