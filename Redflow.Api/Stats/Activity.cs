using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary>What happened to runs within a span of time.</summary>
internal sealed record Activity
{
    /// <summary>Runs that were claimed for the first time.</summary>
    public long Started { get; init; }

    /// <summary>Runs that succeeded.</summary>
    public long Succeeded { get; init; }

    /// <summary>Runs that failed for good.</summary>
    public long Failed { get; init; }

    /// <summary>Runs that were canceled.</summary>
    public long Canceled { get; init; }

    /// <summary>Attempts that failed and were followed by another.</summary>
    public long Retries { get; init; }

    /// <summary>The share of those that succeeded in those that succeeded or failed; null when there are none.</summary>
    public double? SuccessRate => Succeeded + Failed > 0 ? (double)Succeeded / (Succeeded + Failed) : null;

    /// <summary>What the started runs waited on average from when they were due; null when there are none.</summary>
    public TimeSpan? AverageStartLatency { get; init; }

    /// <summary>What the ended runs took on average from their first claim; null when there are none.</summary>
    public TimeSpan? AverageDuration { get; init; }

    /// <summary>Adds minutes up.</summary>
    public static Activity Of(IReadOnlyCollection<MinuteStats> minutes)
    {
        var (started, ended) = (minutes.Sum(minute => minute.Started), minutes.Sum(minute => minute.Succeeded + minute.Failed + minute.Canceled));
        return new()
        {
            Started = started,
            Succeeded = minutes.Sum(minute => minute.Succeeded),
            Failed = minutes.Sum(minute => minute.Failed),
            Canceled = minutes.Sum(minute => minute.Canceled),
            Retries = minutes.Sum(minute => minute.Retries),
            AverageStartLatency = Average(minutes.Select(minute => minute.StartLatency), started),
            AverageDuration = Average(minutes.Select(minute => minute.Duration), ended),
        };
    }

    private static TimeSpan? Average(IEnumerable<TimeSpan> sums, long count) =>
        count > 0 ? TimeSpan.FromMilliseconds(Math.Round(sums.Sum(sum => sum.TotalMilliseconds) / count)) : null;
}
