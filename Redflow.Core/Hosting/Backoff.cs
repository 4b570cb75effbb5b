namespace Redflow.Hosting;

/// <summary>What a loop waits after failures in a row: 100 ms, doubling to 2 s, each drawn from its upper half.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private int _failures;

    /// <summary>Whether nothing has failed yet: the first failure of an outage is the one to report.</summary>
    public bool IsFirst => _failures == 0;

    /// <summary>Forgets the failures.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Reset()
    {
        var failed = _failures > 0;
        _failures = 0;
        return failed;
    }

    /// <summary>Counts a failure and waits. A canceled token ends the wait at once, without an exception.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Next(), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Counts a failure, and returns what is to be waited.</summary>
    public TimeSpan Next() =>
        TimeSpan.FromMilliseconds(Math.Min(100 * Math.Pow(2, _failures++), Longest.TotalMilliseconds) * (0.5 + Random.Shared.NextDouble() / 2));
}
