using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>A schedule in a list: its times and options beside where it stands, and what does not apply null.</summary>
internal record ScheduleRow(ScheduleInfo Info)
{
    /// <summary>What it is made of; its members are this one's.</summary>
    protected ScheduleInfo Info { get; } = Info;

    public string Id => Info.Id;

    public string Workflow => Info.Workflow;

    public string? Cron => (Info.Schedule as CronSchedule)?.Expression;

    public string? TimeZone => (Info.Schedule as CronSchedule)?.TimeZone;

    public TimeSpan? Every => (Info.Schedule as IntervalSchedule)?.Interval;

    public DateTimeOffset? At => (Info.Schedule as OneTimeSchedule)?.At;

    public string? Description => Info.Options.Description;

    public int Priority => Info.Options.Priority;

    public IReadOnlyList<string> Tags => Info.Options.Tags;

    public TimeSpan Jitter => Info.Options.Jitter;

    public DateTimeOffset? StartAt => Info.Options.StartAt;

    public DateTimeOffset? EndAt => Info.Options.EndAt;

    public int? MaxTicks => Info.Options.MaxTicks;

    public OverlapPolicy Overlap => Info.Options.Overlap;

    public MisfirePolicy Misfire => Info.Options.Misfire;

    public TimeSpan? MisfireWindow => Info.Options.MisfireWindow;

    public bool IsDeclared => Info.IsDeclared;

    public bool IsEnabled => Info.IsEnabled;

    public DateTimeOffset CreatedAt => Info.CreatedAt;

    public DateTimeOffset UpdatedAt => Info.UpdatedAt;

    public DateTimeOffset? NextAt => Info.NextAt;

    public DateTimeOffset? LastAt => Info.LastAt;

    public RunId? LastRun => Info.LastRun;

    public int FiredTicks => Info.FiredTicks;
}
