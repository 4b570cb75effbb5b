using System.CommandLine;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules</c>.</summary>
internal static class ScheduleCommands
{
    public static Command Create(Tool tool) => new("schedules", "Schedules: what starts runs by itself, and when.")
    {
        new ListSchedules(tool),
        new GetSchedule(tool),
        new EnableSchedule(tool),
        new DisableSchedule(tool),
        new TriggerSchedule(tool),
        new ListNext(tool),
        new DeleteSchedule(tool),
    };
}
