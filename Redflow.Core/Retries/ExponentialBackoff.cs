namespace Redflow.Retries;

/// <summary>The delay after failure n is drawn evenly from the upper part, by the jitter, of <c>min(initial × factor^(n-1), max)</c>.</summary>
internal sealed class ExponentialBackoff(TimeSpan initial, double factor, TimeSpan max, double jitter) : RetryBackoff
{
    internal override string? Mistake() =>
        initial < TimeSpan.Zero || max < initial || max > MaxDelay || !(factor >= 1 && double.IsFinite(factor)) || jitter is not (>= 0 and <= 1)
            ? $"An exponential Backoff needs 0 <= initial <= max <= {MaxDelay.Days} days, a finite factor of at least 1 and a jitter from 0 to 1."
            : null;

    private protected override TimeSpan Delay(int failures, Random random)
    {
        // 0 × ∞ is no number: a delay of 0 stays 0 however often it is multiplied.
        var longest = initial == TimeSpan.Zero ? 0 : Math.Min(initial.TotalMilliseconds * Math.Pow(factor, failures - 1), max.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest * (1 - jitter * (1 - random.NextDouble())));
    }
}
