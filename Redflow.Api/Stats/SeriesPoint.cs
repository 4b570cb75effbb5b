namespace Redflow.Api.Stats;

/// <summary>What happened to runs within a step of a time series.</summary>
/// <param name="At">When the step begins.</param>
/// <param name="Activity">What happened.</param>
internal sealed record SeriesPoint(DateTimeOffset At, Activity Activity)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    private Activity Activity { get; } = Activity;

    /// <inheritdoc cref="Activity.Started" />
    public long Started => Activity.Started;

    /// <inheritdoc cref="Activity.Succeeded" />
    public long Succeeded => Activity.Succeeded;

    /// <inheritdoc cref="Activity.Failed" />
    public long Failed => Activity.Failed;

    /// <inheritdoc cref="Activity.Canceled" />
    public long Canceled => Activity.Canceled;

    /// <inheritdoc cref="Activity.Retries" />
    public long Retries => Activity.Retries;

    /// <inheritdoc cref="Activity.SuccessRate" />
    public double? SuccessRate => Activity.SuccessRate;

    /// <inheritdoc cref="Activity.AverageStartLatency" />
    public TimeSpan? AverageStartLatency => Activity.AverageStartLatency;

    /// <inheritdoc cref="Activity.AverageDuration" />
    public TimeSpan? AverageDuration => Activity.AverageDuration;
}
