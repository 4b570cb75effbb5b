namespace Redflow.Schedules;

/// <summary>At which instants a schedule's ticks are: by a cron expression, in intervals, or once.</summary>
public abstract record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>At the instants of a cron expression.</summary>
    /// <param name="expression">See <see cref="CronSchedule.Expression"/>.</param>
    /// <param name="timeZone">The zone in which the expression is read, by its IANA or Windows name.</param>
    public static CronSchedule Cron(string expression, string timeZone = CronSchedule.Utc) => new(expression, timeZone);

    /// <summary>Every so often, from when the schedule is stored, or from its <see cref="ScheduleOptions.StartAt"/>.</summary>
    /// <param name="interval">How often, 1 s to 3,650 days.</param>
    public static IntervalSchedule Every(TimeSpan interval) => new(interval);

    /// <summary>Once.</summary>
    /// <param name="at">When; a time that has passed means at once.</param>
    public static OneTimeSchedule Once(DateTimeOffset at) => new(at);

    /// <summary>Says what is wrong with it, by the member that is.</summary>
    internal abstract IEnumerable<ScheduleMistake> Mistakes();

    /// <summary>The first instant behind a time.</summary>
    /// <param name="after">The time.</param>
    /// <param name="anchor">From where intervals count, both ways.</param>
    internal abstract DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor);
}
