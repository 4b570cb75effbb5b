namespace Redflow.Retries;

/// <summary>Thrown by a handler or step to fail the attempt and say when the next one is to follow, such as a server that answers 429 does.</summary>
/// <remarks>
/// It takes the place of the workflow's <see cref="Workflows.WorkflowOptions.Backoff"/> for this once and uses up an attempt like every
/// other failure: after the last one the run fails. It counts only where it is itself what leaves the handler, not as the cause of
/// another exception. A time that has passed means at once; what lies further ahead than <see cref="RetryBackoff.MaxDelay"/> is cut to that.
/// </remarks>
public class RetryAfterException : RedflowException
{
    /// <summary>Asks for the next attempt after a delay.</summary>
    /// <param name="delay">How long from when the attempt fails.</param>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public RetryAfterException(TimeSpan delay, string? message = null, Exception? innerException = null)
        : base(message ?? $"The next attempt is to follow in {delay}.", innerException) => Delay = delay;

    /// <summary>Asks for the next attempt at a time.</summary>
    /// <param name="at">When, by the store's clock.</param>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public RetryAfterException(DateTimeOffset at, string? message = null, Exception? innerException = null)
        : base(message ?? $"The next attempt is to follow at {at.ToUniversalTime():u}.", innerException) => At = at;

    /// <summary>How long from the failure; null when it was thrown with <see cref="At"/>.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>When; null when it was thrown with <see cref="Delay"/>.</summary>
    public DateTimeOffset? At { get; }

    internal TimeSpan DelayFrom(DateTimeOffset now)
    {
        var delay = Delay ?? At!.Value - now;
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > RetryBackoff.MaxDelay ? RetryBackoff.MaxDelay : delay;
    }
}
