namespace Redflow.Schedules;

/// <summary>One tick.</summary>
/// <param name="At">When, up to the year 9000; a time that has passed when the schedule is stored means at once.</param>
public sealed record OneTimeSchedule(DateTimeOffset At) : Schedule
{
    internal override IEnumerable<ScheduleMistake> Mistakes()
    {
        if (At > ScheduleOptions.MaxTime)
        {
            yield return new(nameof(At), $"{At:u} is too far away: a schedule goes up to the year 9000.");
        }
    }

    internal override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset anchor) => At > after ? At : null;
}
