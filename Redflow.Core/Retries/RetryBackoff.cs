namespace Redflow.Retries;

/// <summary>Exponential backoff with jitter.</summary>
/// <remarks>
/// The delay before attempt n + 1 is drawn evenly from the upper half of <c>min(Initial × Factor^(n-1), Max)</c>: runs that failed
/// together don't come back together, and none comes back at once.
/// </remarks>
public sealed record RetryBackoff
{
    /// <summary>The longest delay before the second attempt.</summary>
    /// <value>1 s.</value>
    public TimeSpan Initial { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the delay is multiplied by after each further failure, at least 1.</summary>
    /// <value>2.</value>
    public double Factor { get; init; } = 2;

    /// <summary>The longest delay of all.</summary>
    /// <value>5 min.</value>
    public TimeSpan Max { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Returns the delay after a failure.</summary>
    /// <param name="failures">How many attempts have failed, from 1.</param>
    /// <param name="random">Where the jitter comes from.</param>
    public TimeSpan DelayAfter(int failures, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(failures);
        ArgumentNullException.ThrowIfNull(random);
        var longest = Math.Min(Initial.TotalMilliseconds * Math.Pow(Factor, failures - 1), Max.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest * (0.5 + random.NextDouble() / 2));
    }

    internal string? Mistake() =>
        Initial < TimeSpan.Zero || Max < Initial || !(Factor >= 1 && double.IsFinite(Factor))
            ? "Backoff needs 0 <= Initial <= Max and a finite Factor of at least 1."
            : null;
}
