using Redflow.Limits;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Scheduling;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_tick_starts_a_run_as_its_schedule_says()
    {
        await LimitAsync(perKey: 1);
        await PutAsync(Schedule.Every(Hour), new() { Priority = 4, Tags = ["nightly"] }, limitKey: "ada");
        await AdvanceAsync(Hour);

        var tick = Assert.Single(await Store.TickAllAsync());

        var run = await GetAsync(tick.Run!.Value);
        Assert.Equal((Workflow, RunStatus.Queued, 4, "ada", "{\"n\":7}"), (run.Workflow, run.Status, run.Priority, run.LimitKey, run.Input.ToString()));
        Assert.Equal(["nightly"], run.Tags);
        Assert.Equal(new TickRecord(Test.Now, Test.Now, TickOutcome.Fired) { Run = run.Id }, tick);
        Assert.Equal(tick, Assert.Single(await Store.ListTicksAsync(Id, 10)));
        var stored = (await Store.FindScheduleAsync(Id))!;
        Assert.Equal((Test.Now, run.Id, 1, Test.Now + Hour), (stored.LastAt, stored.LastRun, stored.FiredTicks, stored.NextAt));
        Assert.Equal(run.Id, (await ClaimOneAsync()).Id);
    }

    [SkippableFact]
    public async Task A_schedule_is_due_at_its_instant_and_tells_how_long_until_then()
    {
        await PutAsync(Schedule.Every(Hour));
        await Store.TickAllAsync();

        var before = await Store.ListDueSchedulesAsync(10);
        await AdvanceAsync(Hour - Millisecond);
        var just = await Store.ListDueSchedulesAsync(10);
        await AdvanceAsync(Millisecond);
        var due = await Store.ListDueSchedulesAsync(10);

        Assert.Equal((0, Hour), (before.Schedules.Count, before.NextIn!.Value));
        Assert.Equal((0, Millisecond), (just.Schedules.Count, just.NextIn!.Value));
        Assert.Equal((1, null, Test.Now), (due.Schedules.Count, due.NextIn, due.Now));
    }

    [SkippableFact]
    public async Task A_tick_that_many_schedulers_fire_at_once_starts_one_run()
    {
        await PutAsync(Schedule.Every(Hour));
        await AdvanceAsync(Hour);
        var due = await Store.ListDueSchedulesAsync(10);
        var tick = TickPlan.Of(Assert.Single(due.Schedules), due.Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.TickAsync(tick)))).Bounded();

        Assert.Single(answers, answer => answer is not null);
        Assert.Single((await Store.ListRunsAsync(new())).Runs);
        Assert.Single(await Store.ListTicksAsync(Id, 10));
    }

    [SkippableTheory]
    [InlineData("changed")]
    [InlineData("disabled")]
    [InlineData("deleted")]
    public async Task A_tick_of_a_schedule_that_has_changed_since_it_was_read_does_nothing(string how)
    {
        await PutAsync(Schedule.Every(Hour));
        await AdvanceAsync(Hour);
        var due = await Store.ListDueSchedulesAsync(10);
        await (how switch
        {
            "changed" => (Task)Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), new() { Priority = 1 })),
            "disabled" => Store.EnableScheduleAsync(Id, enabled: false),
            _ => Store.DeleteScheduleAsync(Id),
        });

        Assert.Null(await Store.TickAsync(TickPlan.Of(Assert.Single(due.Schedules), due.Now)));

        Assert.Empty((await Store.ListRunsAsync(new())).Runs);
    }

    [SkippableFact]
    public async Task A_disabled_schedule_does_not_fire_and_goes_on_with_its_next_instant_when_it_is_enabled()
    {
        await PutAsync(Schedule.Every(Hour));
        await Store.EnableScheduleAsync(Id, enabled: false);
        await AdvanceAsync(3.5 * Hour);
        var whileDisabled = await Store.TickAllAsync();

        await Store.EnableScheduleAsync(Id, enabled: true);
        var atOnce = await Store.TickAllAsync();
        await AdvanceAsync(0.5 * Hour);

        Assert.Empty(whileDisabled.Concat(atOnce));
        Assert.Equal(Test.Now, Assert.Single(await Store.TickAllAsync()).PlannedAt);
        Assert.Single(await Store.ListTicksAsync(Id, 10));
    }

    [SkippableTheory]
    [InlineData(OverlapPolicy.Skip, "skipped:AtLimit skipped:AtLimit")]
    [InlineData(OverlapPolicy.QueueOne, "fired skipped:AlreadyQueued")]
    [InlineData(OverlapPolicy.QueueAll, "fired fired")]
    [InlineData(OverlapPolicy.CancelOther, "fired fired")]
    [InlineData(OverlapPolicy.Allow, "fired fired")]
    public async Task A_tick_at_the_limit_is_dealt_with_as_the_overlap_policy_says(OverlapPolicy policy, string outcomes)
    {
        await LimitAsync(1);
        await PutAsync(Schedule.Every(Hour), new() { Overlap = policy });
        await AdvanceAsync(Hour);
        await Store.TickAllAsync();
        var first = await ClaimOneAsync();

        await AdvanceAsync(Hour);
        var second = Assert.Single(await Store.TickAllAsync());
        await AdvanceAsync(Hour);
        var third = Assert.Single(await Store.TickAllAsync());

        Assert.Equal(outcomes, $"{Word(second)} {Word(third)}");
        Assert.Equal([Word(third), Word(second), "fired"], (await Store.ListTicksAsync(Id, 10)).Select(Word));
        var running = await GetAsync(first.Id);
        Assert.Equal((RunStatus.Running, policy == OverlapPolicy.CancelOther ? "schedule" : null), (running.Status, running.CancelReason));
        if (policy == OverlapPolicy.CancelOther)
        {
            Assert.Equal(RunStatus.Canceled, await StatusAsync(second.Run!.Value));
        }
    }

    [SkippableFact]
    public async Task A_tick_is_queued_again_once_the_one_before_has_started()
    {
        await LimitAsync(1);
        await PutAsync(Schedule.Every(Hour), new() { Overlap = OverlapPolicy.QueueOne });
        await AdvanceAsync(Hour);
        await Store.TickAllAsync();
        var first = await ClaimOneAsync();
        await AdvanceAsync(Hour);
        await Store.TickAllAsync();
        await FinishAsync(first, Succeeded);
        await ClaimOneAsync();

        await AdvanceAsync(Hour);

        Assert.Equal("fired", Word(Assert.Single(await Store.TickAllAsync())));
    }

    [SkippableFact]
    public async Task A_tick_takes_the_share_of_its_limit_key_alone()
    {
        await LimitAsync(perKey: 1);
        await PutAsync(Schedule.Every(Hour), limitKey: "ada", id: "of-ada");
        await PutAsync(Schedule.Every(Hour), limitKey: "bob", id: "of-bob");
        await StartThereAsync("of-ada", limitKey: "ada");
        await AdvanceAsync(Hour);

        await Store.TickAllAsync();

        Assert.Equal("skipped:AtLimit", Word(Assert.Single(await Store.ListTicksAsync("of-ada", 10))));
        Assert.Equal("fired", Word(Assert.Single(await Store.ListTicksAsync("of-bob", 10))));
    }

    [SkippableTheory]
    [InlineData("unlimited")]
    [InlineData("rate")]
    public async Task A_workflow_without_a_concurrency_limit_is_never_at_it(string how)
    {
        await LimitAsync(rate: how == "rate" ? new RateLimit(1, 9 * Hour) : null);
        await PutAsync(Schedule.Every(Hour));
        for (var i = 0; i < 3; i++)
        {
            await AdvanceAsync(Hour);
            await Store.TickAllAsync();
        }

        Assert.Equal(["fired", "fired", "fired"], (await Store.ListTicksAsync(Id, 10)).Select(Word));
    }

    [SkippableFact]
    public async Task A_tick_of_an_unknown_workflow_or_into_a_full_queue_is_skipped()
    {
        await PutAsync(Schedule.Every(Hour), workflow: "nobody");
        await DefineAsync(info => info with { Queue = "narrow", MaxQueueLength = 1 }, "narrow");
        await PutAsync(Schedule.Every(Hour), workflow: "narrow", id: "narrow");
        await AdvanceAsync(Hour);
        await Store.TickAllAsync();
        await AdvanceAsync(Hour);

        await Store.TickAllAsync();

        Assert.Equal(["skipped:UnknownWorkflow", "skipped:UnknownWorkflow"], (await Store.ListTicksAsync(Id, 10)).Select(Word));
        Assert.Equal(["skipped:QueueFull", "fired"], (await Store.ListTicksAsync("narrow", 10)).Select(Word));
    }

    [SkippableFact]
    public async Task Instants_that_nobody_fired_are_noted_as_missed_and_the_last_one_fires()
    {
        await PutAsync(Schedule.Every(Hour));
        var start = Test.Now;
        await AdvanceAsync(4.25 * Hour);

        await Store.TickAllAsync();

        Assert.Equal(
            [(4, TickOutcome.Fired), (3, TickOutcome.Missed), (2, TickOutcome.Missed), (1, TickOutcome.Missed)],
            (await Store.ListTicksAsync(Id, 10)).Select(tick => ((int)((tick.PlannedAt - start) / Hour), tick.Outcome)));
        Assert.Equal(start + 5 * Hour, (await Store.FindScheduleAsync(Id))!.NextAt);
    }

    [SkippableFact]
    public async Task A_schedule_ends_with_its_last_tick_and_skipped_ones_do_not_count()
    {
        await LimitAsync(1);
        await PutAsync(Schedule.Every(Hour), new() { MaxTicks = 2 });
        var other = await StartThereAsync(Id);
        await AdvanceAsync(Hour);
        await Store.TickAllAsync();
        await FinishAsync(other, Succeeded);
        for (var i = 0; i < 4; i++)
        {
            await AdvanceAsync(Hour);
            await Store.TickAllAsync();
            foreach (var run in await ClaimAsync())
            {
                await FinishAsync(run, Succeeded);
            }
        }

        Assert.Equal(["fired", "fired", "skipped:AtLimit"], (await Store.ListTicksAsync(Id, 10)).Select(Word));
        Assert.Equal((2, null), ((await Store.FindScheduleAsync(Id))!.FiredTicks, (await Store.FindScheduleAsync(Id))!.NextAt));
    }

    [SkippableFact]
    public async Task A_run_that_is_triggered_leaves_the_next_tick_as_it_is()
    {
        await LimitAsync(1);
        await PutAsync(Schedule.Every(Hour));
        await Store.TickAllAsync();
        await StartThereAsync(Id);
        await AdvanceAsync(Minute);
        var stored = (await Store.FindScheduleAsync(Id))!;
        var run = new TickRun(Test.Now, RunId.New(stored.Partition));
        var tick = new ScheduleTick(stored, TickOutcome.Triggered, [], [run], null, null);

        var first = Assert.Single((await Store.TickAsync(tick))!);
        var again = Assert.Single((await Store.TickAsync(tick))!);

        Assert.Equal((TickOutcome.Triggered, run.Id), (first.Outcome, first.Run!.Value));
        Assert.Equal(SkipReason.AlreadyStarted, again.Reason);
        Assert.Equal("triggered", Word(Assert.Single(await Store.ListTicksAsync(Id, 10))));
        var after = (await Store.FindScheduleAsync(Id))!;
        Assert.Equal((stored.NextAt, 0, run.Id), (after.NextAt, after.FiredTicks, after.LastRun!.Value));
    }

    [SkippableFact]
    public async Task An_instant_that_has_a_run_is_not_started_again_by_its_tick_or_by_hand()
    {
        await PutAsync(Schedule.Every(Hour));
        var stored = (await Store.FindScheduleAsync(Id))!;
        var early = new TickRun(Test.Now + Hour, RunId.OfTick(Id, Test.Now + Hour, stored.Partition));
        await Store.TickAsync(new(stored, TickOutcome.Backfilled, [], [early], null, null));
        await AdvanceAsync(Hour);

        await Store.TickAllAsync();

        Assert.Equal(["skipped:AlreadyStarted", "backfilled"], (await Store.ListTicksAsync(Id, 10)).Select(Word));
        Assert.Single((await Store.ListRunsAsync(new())).Runs);
    }

    [SkippableFact]
    public async Task The_last_thousand_ticks_are_kept()
    {
        await PutAsync(Schedule.Every(Minute));
        var start = Test.Now;
        await AdvanceAsync(1_200 * Minute);
        await Store.TickAllAsync();

        var ticks = await Store.ListTicksAsync(Id, 2_000);

        Assert.Equal(1_000, ticks.Count);
        Assert.Equal((start + 1_200 * Minute, start + 201 * Minute), (ticks[0].PlannedAt, ticks[^1].PlannedAt));
    }

    [SkippableFact]
    public async Task A_one_time_schedule_fires_once_also_when_its_time_has_passed()
    {
        await PutAsync(Schedule.Once(Test.Now - Hour), id: "past");
        await PutAsync(Schedule.Once(Test.Now + Hour), id: "future");
        var first = await Store.TickAllAsync();
        await AdvanceAsync(Hour);
        var second = await Store.TickAllAsync();
        await AdvanceAsync(Hour);

        Assert.Equal(Test.Now - 3 * Hour, Assert.Single(first).PlannedAt);
        Assert.Equal(Test.Now - Hour, Assert.Single(second).PlannedAt);
        Assert.Empty(await Store.TickAllAsync());
        Assert.Null((await Store.FindScheduleAsync("past"))!.NextAt);
    }

    private Task<ScheduleChange> PutAsync(Schedule schedule, ScheduleOptions? options = null, string id = Id, string workflow = Workflow, string? limitKey = null) =>
        Store.PutScheduleAsync(ScheduleSteps.Define(schedule, options, id, workflow, limitKey)).Bounded();

    /// <summary>Starts a run in the partition where those of a schedule live, with which it shares the limits.</summary>
    private async Task<ClaimedRun> StartThereAsync(string schedule, string? limitKey = null)
    {
        var partition = (await Store.FindScheduleAsync(schedule))!.Partition;
        return await StartAsync(run => run with { Id = RunId.New(partition), LimitKey = limitKey });
    }

    private static string Word(TickRecord tick) => $"{tick.Outcome.ToString().ToLowerInvariant()}{(tick.Reason is { } reason ? $":{reason}" : "")}";
}
