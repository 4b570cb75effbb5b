namespace Redflow.Limits;

/// <summary>How many runs may start in a period: in any stretch of that length, not only between its round starts.</summary>
/// <param name="Count">How many, 1 to 10,000.</param>
/// <param name="Period">The period, 1 ms to 7 days.</param>
/// <param name="PerKey">Whether each limit key has the rate for itself.</param>
/// <remarks>A retry counts as a start; a wake-up after a suspension does not.</remarks>
public sealed record RateLimit(int Count, TimeSpan Period, bool PerKey = false)
{
    /// <summary>The highest <see cref="Count"/>.</summary>
    public const int MaxCount = 10_000;

    /// <summary>The longest <see cref="Period"/>: 7 days.</summary>
    public static readonly TimeSpan MaxPeriod = TimeSpan.FromDays(7);

    internal string? Mistake() =>
        Count is < 1 or > MaxCount || Period < TimeSpan.FromMilliseconds(1) || Period > MaxPeriod
            ? "A rate limit takes a count of 1 to 10,000 and a period of 1 ms to 7 days."
            : null;
}
