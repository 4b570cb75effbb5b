using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>A schedule in the shape in which the API answers it. What does not apply is null.</summary>
internal sealed record ShownSchedule
{
    public required string Id { get; init; }

    public required string Workflow { get; init; }

    public string? Cron { get; init; }

    public string? TimeZone { get; init; }

    public TimeSpan? Every { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Description { get; init; }

    public int Priority { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public TimeSpan Jitter { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public DateTimeOffset? EndAt { get; init; }

    public int? MaxTicks { get; init; }

    public OverlapPolicy Overlap { get; init; }

    public MisfirePolicy Misfire { get; init; }

    public TimeSpan? MisfireWindow { get; init; }

    public bool IsDeclared { get; init; }

    public bool IsEnabled { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public RunId? LastRun { get; init; }

    public int FiredTicks { get; init; }

    /// <summary>The input of its runs; lists have none.</summary>
    public Payload? Input { get; init; }

    public static ShownSchedule Of(ScheduleInfo info) => new()
    {
        Id = info.Id,
        Workflow = info.Workflow,
        Cron = (info.Schedule as CronSchedule)?.Expression,
        TimeZone = (info.Schedule as CronSchedule)?.TimeZone,
        Every = (info.Schedule as IntervalSchedule)?.Interval,
        At = (info.Schedule as OneTimeSchedule)?.At,
        Description = info.Options.Description,
        Priority = info.Options.Priority,
        Tags = info.Options.Tags,
        Jitter = info.Options.Jitter,
        StartAt = info.Options.StartAt,
        EndAt = info.Options.EndAt,
        MaxTicks = info.Options.MaxTicks,
        Overlap = info.Options.Overlap,
        Misfire = info.Options.Misfire,
        MisfireWindow = info.Options.MisfireWindow,
        IsDeclared = info.IsDeclared,
        IsEnabled = info.IsEnabled,
        CreatedAt = info.CreatedAt,
        UpdatedAt = info.UpdatedAt,
        NextAt = info.NextAt,
        LastAt = info.LastAt,
        LastRun = info.LastRun,
        FiredTicks = info.FiredTicks,
    };
}
