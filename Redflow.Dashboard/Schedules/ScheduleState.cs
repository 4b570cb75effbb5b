using Redflow.Schedules;

namespace Redflow.Dashboard.Schedules;

/// <summary>A schedule as its page shows it.</summary>
/// <param name="Schedule">The schedule, with the input of its runs.</param>
/// <param name="Clock">The clocks that it goes by.</param>
/// <param name="Next">Its next ticks.</param>
/// <param name="Later">The next change of the clocks that matters, where it matters to none of those; null for none.</param>
/// <param name="Ticks">What became of ticks, newest first.</param>
/// <param name="OnlyUnfired">Whether those are skipped and missed ones only.</param>
/// <param name="Backfill">The span that is to be filled in.</param>
internal sealed record ScheduleState(
    ShownSchedule Schedule, ZoneClock Clock, IReadOnlyList<NextTick> Next, ClockChange? Later, IReadOnlyList<TickRecord> Ticks, bool OnlyUnfired, BackfillForm Backfill)
{
    /// <summary>The page's address.</summary>
    public string Url => PathOf(Schedule.Id);

    public static string PathOf(string id) => $"schedules/{Uri.EscapeDataString(id)}";
}
