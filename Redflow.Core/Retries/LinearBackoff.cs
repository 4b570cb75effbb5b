namespace Redflow.Retries;

/// <summary>The delay after failure n is <c>min(initial + increment × (n-1), max)</c>.</summary>
internal sealed class LinearBackoff(TimeSpan initial, TimeSpan increment, TimeSpan max) : RetryBackoff
{
    internal override string? Mistake() =>
        initial < TimeSpan.Zero || increment < TimeSpan.Zero || max < initial || max > MaxDelay
            ? $"A linear Backoff needs 0 <= initial <= max <= {MaxDelay.Days} days and an increment of at least 0."
            : null;

    private protected override TimeSpan Delay(int failures, Random random) => TimeSpan.FromMilliseconds(
        Math.Min(initial.TotalMilliseconds + increment.TotalMilliseconds * (failures - 1), max.TotalMilliseconds));
}
