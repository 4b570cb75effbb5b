using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Schedules;
using Redflow.Schedules;

namespace Redflow.Dashboard.Workflows;

/// <summary>A schedule as the workflow's page shows it that it starts runs of: without their input.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="Times">When it ticks, in words.</param>
/// <param name="IsEnabled">Whether it fires.</param>
/// <param name="NextAt">Its next tick; null where there is none.</param>
internal sealed record ScheduleTrigger(string Id, string Workflow, string Times, bool IsEnabled, DateTimeOffset? NextAt)
{
    /// <summary>The address of its page.</summary>
    public string Url() => ScheduleState.PathOf(Id);

    public static ScheduleTrigger Of(ScheduleInfo schedule) => new(schedule.Id, schedule.Workflow, Words(schedule.Schedule), schedule.IsEnabled, schedule.NextAt);

    private static string Words(Schedule schedule) => schedule switch
    {
        CronSchedule { TimeZone: "UTC" } cron => $"cron {cron.Expression}",
        CronSchedule cron => $"cron {cron.Expression}, {cron.TimeZone}",
        IntervalSchedule every => $"every {Duration.Format(every.Interval)}",
        OneTimeSchedule once => $"once, {Design.Times.Exact(once.At)}",
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, null),
    };
}
