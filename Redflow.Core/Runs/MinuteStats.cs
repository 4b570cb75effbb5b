namespace Redflow.Runs;

/// <summary>What happened to the runs of a workflow within a minute; kept for 7 days.</summary>
public sealed record MinuteStats
{
    /// <summary>The minute's start, by Redis's clock.</summary>
    public required DateTimeOffset Minute { get; init; }

    /// <summary>The workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Runs that were claimed for the first time.</summary>
    public long Started { get; init; }

    /// <summary>Runs that succeeded.</summary>
    public long Succeeded { get; init; }

    /// <summary>Runs that failed for good.</summary>
    public long Failed { get; init; }

    /// <summary>Runs that were canceled.</summary>
    public long Canceled { get; init; }

    /// <summary>Attempts that failed and were followed by another, lost workers included.</summary>
    public long Retries { get; init; }

    /// <summary>The sum of what the started runs waited from when they were due to their first claim.</summary>
    public TimeSpan StartLatency { get; init; }

    /// <summary>The sum of what the ended runs took from their first claim to their end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Adds what happened elsewhere to the same workflow in the same minute.</summary>
    public static MinuteStats operator +(MinuteStats one, MinuteStats other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one with
        {
            Started = one.Started + other.Started,
            Succeeded = one.Succeeded + other.Succeeded,
            Failed = one.Failed + other.Failed,
            Canceled = one.Canceled + other.Canceled,
            Retries = one.Retries + other.Retries,
            StartLatency = one.StartLatency + other.StartLatency,
            Duration = one.Duration + other.Duration,
        };
    }
}
