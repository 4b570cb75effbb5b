namespace Redflow.Api.Stats;

/// <summary>What happened to runs within a step of a time series.</summary>
internal sealed record SeriesPoint(DateTimeOffset At, Activity Activity)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    private Activity Activity { get; } = Activity;

    public long Started => Activity.Started;

    public long Succeeded => Activity.Succeeded;

    public long Failed => Activity.Failed;

    public long Canceled => Activity.Canceled;

    public long Retries => Activity.Retries;

    public double? SuccessRate => Activity.SuccessRate;

    public TimeSpan? AverageStartLatency => Activity.AverageStartLatency;

    public TimeSpan? AverageDuration => Activity.AverageDuration;
}
