namespace Redflow.Results;

/// <summary>What all backends make of a time-out.</summary>
internal static class ResultWait
{
    /// <summary>How long a wait may take: null waits for ever.</summary>
    public static TimeSpan Limit(TimeSpan? timeout)
    {
        var limit = timeout ?? Timeout.InfiniteTimeSpan;
        return limit >= TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan
            ? limit
            : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time-out is 0 or more, or null to wait for ever.");
    }

    public static RedflowTimeoutException TimedOut(string id, TimeSpan timeout) =>
        new($"Result '{id}' was not complete within {timeout}. It may be later: wait again.");
}
