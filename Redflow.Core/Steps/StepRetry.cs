using Redflow.Retries;

namespace Redflow.Steps;

/// <summary>How a step is tried again before its failure reaches the handler.</summary>
/// <remarks>
/// Delays of up to <see cref="LongestInProcess"/> are waited out by the worker; for longer ones the run leaves it, as it does to sleep. Tries are
/// counted anew in each attempt at the run, and after a lost worker. A <see cref="NonRetriableException"/> ends them; a
/// <see cref="RetryAfterException"/> says when the next one is to follow.
/// </remarks>
public sealed record StepRetry
{
    /// <summary>The longest delay that the worker waits out: 5 s.</summary>
    public static readonly TimeSpan LongestInProcess = TimeSpan.FromSeconds(5);

    /// <summary>How often the step is tried, 1 to 1,000.</summary>
    /// <value>3.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long a failed step waits for its next try.</summary>
    /// <value>Exponential from 1 s, doubling, at most 5 min, each drawn from the upper half of its range.</value>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Exponential();

    /// <summary>Which exceptions are worth another try.</summary>
    /// <value>Null: all.</value>
    public Func<Exception, bool>? Handles { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1, nameof(MaxAttempts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxAttempts, 1_000, nameof(MaxAttempts));
        if (Backoff.Mistake() is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(Backoff));
        }
    }
}
