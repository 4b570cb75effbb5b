namespace Redflow.Retries;

/// <summary>How long a failed run waits for its next attempt: exponential, linear, constant, or by a list.</summary>
/// <remarks>A closed family: the engine checks each at start, and reports what is wrong with the workflow's other mistakes.</remarks>
public abstract class RetryBackoff
{
    /// <summary>The longest delay that any backoff may have: 3,650 days.</summary>
    public static readonly TimeSpan MaxDelay = LongSpan.Longest;

    private protected RetryBackoff()
    {
    }

    /// <summary>Makes one that multiplies the delay after each further failure.</summary>
    /// <param name="initial">The longest delay before the second attempt. Null for 1 s.</param>
    /// <param name="factor">What the delay is multiplied by, at least 1.</param>
    /// <param name="max">The longest delay of all, up to <see cref="MaxDelay"/>. Null for 5 min.</param>
    /// <param name="jitter">The share of each delay that is drawn at random, 0 to 1: of 0.5, a delay lies in the upper half of its range.</param>
    /// <remarks>With jitter, runs that failed together don't come back together.</remarks>
    public static RetryBackoff Exponential(TimeSpan? initial = null, double factor = 2, TimeSpan? max = null, double jitter = 0.5) =>
        new ExponentialBackoff(initial ?? TimeSpan.FromSeconds(1), factor, max ?? TimeSpan.FromMinutes(5), jitter);

    /// <summary>Makes one that adds to the delay after each further failure.</summary>
    /// <param name="initial">The delay before the second attempt.</param>
    /// <param name="increment">What is added to it after each further failure.</param>
    /// <param name="max">The longest delay of all, up to <see cref="MaxDelay"/>.</param>
    public static RetryBackoff Linear(TimeSpan initial, TimeSpan increment, TimeSpan max) => new LinearBackoff(initial, increment, max);

    /// <summary>Makes one that always waits for the same time.</summary>
    /// <param name="delay">The delay, up to <see cref="MaxDelay"/>.</param>
    public static RetryBackoff Constant(TimeSpan delay) => new ListBackoff([delay]);

    /// <summary>Makes one that goes through a list; after its end, the last delay repeats.</summary>
    /// <param name="delays">The delays, at least one, each up to <see cref="MaxDelay"/>.</param>
    public static RetryBackoff List(params TimeSpan[] delays)
    {
        ArgumentNullException.ThrowIfNull(delays);
        return new ListBackoff([.. delays]);
    }

    /// <summary>Returns the delay after a failure.</summary>
    /// <param name="failures">How many attempts have failed, from 1.</param>
    /// <param name="random">Where jitter comes from.</param>
    public TimeSpan DelayAfter(int failures, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(failures);
        ArgumentNullException.ThrowIfNull(random);
        return Delay(failures, random);
    }

    internal abstract string? Mistake();

    private protected abstract TimeSpan Delay(int failures, Random random);
}
