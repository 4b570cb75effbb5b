using Redflow.Core.Tests.Storage;
using Redflow.Schedules;
using Redflow.Scheduling;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Schedules;

/// <summary>What becomes of the instants of a schedule that are due.</summary>
public sealed class TickPlanTests
{
    private static readonly DateTimeOffset Start = TestStore.Start;

    [Theory]
    [InlineData(MisfirePolicy.FireOnce, null, 3.5, "missed 1 2, fired 3, next 4")]
    [InlineData(MisfirePolicy.FireOnce, null, 1.0, "missed , fired 1, next 2")]
    [InlineData(MisfirePolicy.FireOnce, null, 0.9, "missed , fired , next 1")]
    [InlineData(MisfirePolicy.Skip, null, 3.5, "missed 1 2 3, fired , next 4")]
    [InlineData(MisfirePolicy.Skip, null, 3.01, "missed 1 2, fired 3, next 4")]
    [InlineData(MisfirePolicy.Skip, 31.0, 3.5, "missed 1 2, fired 3, next 4")]
    [InlineData(MisfirePolicy.FireAll, null, 3.5, "missed , fired 1 2 3, next 4")]
    [InlineData(MisfirePolicy.FireAll, 91.0, 3.5, "missed 1, fired 2 3, next 4")]
    [InlineData(MisfirePolicy.FireAll, null, 26.0, "missed 1, fired 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26, next 27")]
    public void Late_instants_are_dealt_with_as_the_misfire_policy_says(MisfirePolicy policy, double? windowInMinutes, double hours, string expected)
    {
        var options = new ScheduleOptions { Misfire = policy, MisfireWindow = windowInMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null };

        var tick = TickPlan.Of(Stored(Schedule.Every(TimeSpan.FromHours(1)), options), Start.AddHours(hours));

        Assert.Equal(expected, $"missed {Hours(tick.Missed)}, fired {Hours(tick.Runs.Select(run => run.PlannedAt))}, next {Hours([tick.Next!.Value])}");
        Assert.Equal(tick.Next, tick.Due);
    }

    [Fact]
    public void Every_scheduler_makes_the_same_id_for_the_run_of_an_instant_and_others_for_others()
    {
        var (first, second) = (Stored(Schedule.Every(TimeSpan.FromHours(1))), Stored(Schedule.Every(TimeSpan.FromHours(1)), id: "other"));

        var ids = new[] { first, first, second }.SelectMany(schedule => new[] { 1, 2 }.Select(hour => TickPlan.Of(schedule, Start.AddHours(hour)).Runs[0].Id));

        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public void A_look_starts_a_hundred_runs_at_most_and_the_next_one_goes_on()
    {
        var schedule = Stored(Schedule.Every(TimeSpan.FromMinutes(1)), new() { Misfire = MisfirePolicy.FireAll });

        var first = TickPlan.Of(schedule, Start.AddMinutes(150));
        var second = TickPlan.Of(schedule with { PlannedAt = first.Next }, Start.AddMinutes(150));

        Assert.Equal((100, 50), (first.Runs.Count, second.Runs.Count));
        Assert.Equal(Enumerable.Range(1, 150).Select(minute => Start.AddMinutes(minute)), first.Runs.Concat(second.Runs).Select(run => run.PlannedAt));
    }

    [Fact]
    public void An_outage_of_a_week_of_seconds_is_gone_through_in_steps_and_fires_once()
    {
        var schedule = Stored(Schedule.Every(TimeSpan.FromSeconds(1)));
        var (now, looks, fired) = (Start.AddDays(7), 0, 0);
        for (ScheduleTick tick; (tick = TickPlan.Of(schedule, now)).Runs.Count + tick.Missed.Count > 0; looks++)
        {
            Assert.InRange(tick.Missed.Count, 0, 1_000);
            fired += tick.Runs.Count;
            schedule = schedule with { PlannedAt = tick.Next };
        }

        Assert.Equal((61, 1, now.AddSeconds(1)), (looks, fired, schedule.PlannedAt));
    }

    [Fact]
    public void Jitter_moves_the_due_time_by_as_much_for_every_scheduler_and_by_half_of_the_way_at_most()
    {
        var schedule = Stored(Schedule.Every(TimeSpan.FromMinutes(1)), new() { Jitter = TimeSpan.FromHours(1) });
        var delays = new List<TimeSpan>();
        for (var i = 0; i < 200; i++)
        {
            var tick = TickPlan.Of(schedule, schedule.NextAt!.Value - TimeSpan.FromMinutes(0.5));
            Assert.Equal(tick.Due, TickPlan.Of(schedule, schedule.NextAt!.Value - TimeSpan.FromMinutes(0.4)).Due);
            Assert.Empty(TickPlan.Of(schedule, tick.Due!.Value.AddMilliseconds(-1)).Runs);
            Assert.Single(TickPlan.Of(schedule, tick.Due!.Value).Runs);
            delays.Add(tick.Due!.Value - tick.Next!.Value);
            schedule = schedule with { PlannedAt = tick.Next!.Value.AddMinutes(1) };
        }

        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.InRange(delays.Distinct().Count(), 2, 200);
    }

    [Theory]
    [InlineData(null, null, "1 2 3 4")]
    [InlineData(2.0, null, "2 3 4 5")]
    [InlineData(1.5, null, "1.5 2.5 3.5 4.5")]
    [InlineData(null, 3.0, "1 2")]
    [InlineData(2.0, 3.5, "2 3")]
    public void Intervals_begin_at_StartAt_and_end_before_EndAt(double? from, double? to, string expected)
    {
        var options = new ScheduleOptions { StartAt = from is { } start ? Start.AddHours(start) : null, EndAt = to is { } end ? Start.AddHours(end) : null };
        var schedule = Stored(Schedule.Every(TimeSpan.FromHours(1)), options);
        var instants = new List<DateTimeOffset>();
        while (instants.Count < 4 && TickPlan.Of(schedule, Start) is { Next: { } next })
        {
            instants.Add(next);
            schedule = schedule with { PlannedAt = schedule.Definition.Next(next, Start), IsFinished = schedule.Definition.Next(next, Start) is null };
        }

        Assert.Equal(expected, Hours(instants));
    }

    private static string Hours(IEnumerable<DateTimeOffset> instants) =>
        string.Join(' ', instants.Select(instant => FormattableString.Invariant($"{(instant - Start).TotalHours}")));

    private static StoredSchedule Stored(Schedule schedule, ScheduleOptions? options = null, string id = "sync") => new()
    {
        Definition = ScheduleSteps.Define(schedule, options, id),
        Partition = 0,
        IsEnabled = true,
        CreatedAt = Start,
        UpdatedAt = Start,
        TimedAt = Start,
        CountsFrom = Start,
        FiredTicks = 0,
    };
}
