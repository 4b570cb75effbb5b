using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>A schedule in a list: its times and options beside where it stands, and what does not apply null.</summary>
internal record ScheduleRow(ScheduleInfo Info)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    protected ScheduleInfo Info { get; } = Info;

    /// <inheritdoc cref="ScheduleInfo.Id" />
    public string Id => Info.Id;

    /// <inheritdoc cref="ScheduleInfo.Workflow" />
    public string Workflow => Info.Workflow;

    /// <inheritdoc cref="CronSchedule.Expression" />
    public string? Cron => (Info.Schedule as CronSchedule)?.Expression;

    /// <inheritdoc cref="CronSchedule.TimeZone" />
    public string? TimeZone => (Info.Schedule as CronSchedule)?.TimeZone;

    /// <inheritdoc cref="IntervalSchedule.Interval" />
    public TimeSpan? Every => (Info.Schedule as IntervalSchedule)?.Interval;

    /// <inheritdoc cref="OneTimeSchedule.At" />
    public DateTimeOffset? At => (Info.Schedule as OneTimeSchedule)?.At;

    /// <inheritdoc cref="ScheduleOptions.Description" />
    public string? Description => Info.Options.Description;

    /// <summary>That of its runs: lower goes first.</summary>
    public int Priority => Info.Options.Priority;

    /// <summary>What its runs can be found by.</summary>
    public IReadOnlyList<string> Tags => Info.Options.Tags;

    /// <inheritdoc cref="ScheduleOptions.Jitter" />
    public TimeSpan Jitter => Info.Options.Jitter;

    /// <inheritdoc cref="ScheduleOptions.StartAt" />
    public DateTimeOffset? StartAt => Info.Options.StartAt;

    /// <inheritdoc cref="ScheduleOptions.EndAt" />
    public DateTimeOffset? EndAt => Info.Options.EndAt;

    /// <inheritdoc cref="ScheduleOptions.MaxTicks" />
    public int? MaxTicks => Info.Options.MaxTicks;

    /// <inheritdoc cref="ScheduleOptions.Overlap" />
    public OverlapPolicy Overlap => Info.Options.Overlap;

    /// <inheritdoc cref="ScheduleOptions.Misfire" />
    public MisfirePolicy Misfire => Info.Options.Misfire;

    /// <inheritdoc cref="ScheduleOptions.MisfireWindow" />
    public TimeSpan? MisfireWindow => Info.Options.MisfireWindow;

    /// <inheritdoc cref="ScheduleInfo.IsDeclared" />
    public bool IsDeclared => Info.IsDeclared;

    /// <inheritdoc cref="ScheduleInfo.IsEnabled" />
    public bool IsEnabled => Info.IsEnabled;

    /// <inheritdoc cref="ScheduleInfo.CreatedAt" />
    public DateTimeOffset CreatedAt => Info.CreatedAt;

    /// <inheritdoc cref="ScheduleInfo.UpdatedAt" />
    public DateTimeOffset UpdatedAt => Info.UpdatedAt;

    /// <inheritdoc cref="ScheduleInfo.NextAt" />
    public DateTimeOffset? NextAt => Info.NextAt;

    /// <inheritdoc cref="ScheduleInfo.LastAt" />
    public DateTimeOffset? LastAt => Info.LastAt;

    /// <inheritdoc cref="ScheduleInfo.LastRun" />
    public RunId? LastRun => Info.LastRun;

    /// <inheritdoc cref="ScheduleInfo.FiredTicks" />
    public int FiredTicks => Info.FiredTicks;
}
