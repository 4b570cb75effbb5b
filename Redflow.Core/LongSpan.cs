namespace Redflow;

/// <summary>The range of the spans that are stored.</summary>
internal static class LongSpan
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(3_650);

    public static bool Holds(TimeSpan span) => span >= Shortest && span <= Longest;

    /// <exception cref="ArgumentOutOfRangeException">It is out of the range.</exception>
    public static void Check(string name, TimeSpan? span)
    {
        if (span is { } given && !Holds(given))
        {
            throw new ArgumentOutOfRangeException(name, given, $"{name} goes from 1 ms to {Longest.TotalDays} days.");
        }
    }
}
