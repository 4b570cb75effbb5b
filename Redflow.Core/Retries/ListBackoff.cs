namespace Redflow.Retries;

/// <summary>The delay after failure n is the n-th of the list, or the last one.</summary>
internal sealed class ListBackoff(IReadOnlyList<TimeSpan> delays) : RetryBackoff
{
    internal override string? Mistake() =>
        delays.Count == 0 || delays.Any(delay => delay < TimeSpan.Zero || delay > MaxDelay)
            ? $"A Backoff's list needs at least one delay, each from 0 to {MaxDelay.Days} days."
            : null;

    private protected override TimeSpan Delay(int failures, Random random) => delays[Math.Min(failures, delays.Count) - 1];
}
