using Redflow.Payloads;
using Redflow.Schedules;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Schedules;

/// <summary>What a client does with schedules; a scheduler runs beside it.</summary>
public sealed class ScheduleClientTests
{
    private static readonly WorkflowRef<int, int> Work = new("work");

    [Fact]
    public async Task A_schedule_starts_runs_that_workers_run()
    {
        await using var host = await StartAsync();

        var stored = await host.Client.Schedules.UpsertAsync("now", Schedule.Once(DateTimeOffset.UtcNow), Work, 20);

        await Wait.UntilAsync(async () => (await host.Client.Schedules.GetAsync("now")).LastRun is not null, "the schedule has fired");
        var run = (await host.Client.Schedules.GetAsync("now")).LastRun!.Value;
        Assert.Equal(40, (await host.Client.GetHandle<int>(run).GetResultAsync(Wait.Limit)));
        Assert.Equal(("now", "work", false, true), (stored.Id, stored.Workflow, stored.IsDeclared, stored.IsEnabled));
    }

    [Fact]
    public async Task The_same_definition_without_an_id_is_the_same_schedule()
    {
        await using var host = await StartAsync();

        var first = await host.Client.Schedules.UpsertAsync(null, Schedule.Every(TimeSpan.FromHours(1)), Work, 1);
        var again = await host.Client.Schedules.UpsertAsync(null, Schedule.Every(TimeSpan.FromHours(1)), Work, 1);
        var other = await host.Client.Schedules.UpsertAsync(null, Schedule.Every(TimeSpan.FromHours(1)), Work, 2);

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(2, (await host.Client.Schedules.ListAsync()).Schedules.Count);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_schedule_is_told_at_once_and_nothing_is_stored()
    {
        await using var host = await StartAsync();

        var refused = await Assert.ThrowsAsync<InvalidScheduleException>(() => host.Client.Schedules.UpsertAsync(
            "bad", Schedule.Cron("61 * * * *", "Europe/Nowhere"), Work, 1, new() { MaxTicks = 0, Jitter = TimeSpan.FromDays(1), MisfireWindow = TimeSpan.FromHours(1) }));

        Assert.All(["61 * * * *", "Europe/Nowhere", "MaxTicks", "Jitter", "MisfireWindow"], part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.Equal(["Expression", "TimeZone", "Jitter", "MaxTicks", "MisfireWindow"], refused.Mistakes.Select(mistake => mistake.Member));
        Assert.Null(await host.Client.Schedules.FindAsync("bad"));
    }

    [Fact]
    public async Task An_id_workflow_or_input_that_can_not_be_is_refused()
    {
        await using var host = await StartAsync();
        var (schedules, hourly) = (host.Client.Schedules, Schedule.Every(TimeSpan.FromHours(1)));

        await Assert.ThrowsAsync<ArgumentException>(() => schedules.UpsertAsync("line\nfeed", hourly, Work, 1));
        await Assert.ThrowsAsync<UnknownWorkflowException>(() => schedules.UpsertAsync("a", hourly, "nobody", 1));
        await Assert.ThrowsAsync<InputValidationException>(() => schedules.UpsertAsync("a", hourly, "work", new Payload("\"text\""u8.ToArray())));
        await Assert.ThrowsAsync<ScheduleNotFoundException>(() => schedules.GetAsync("a"));

        Assert.Equal("nobody", (await schedules.UpsertAsync("a", hourly, "nobody", 1, new() { AllowUnregistered = true })).Workflow);
    }

    [Fact]
    public async Task A_span_at_either_end_of_time_has_the_instants_that_there_are()
    {
        await using var host = await StartAsync();
        var schedules = host.Client.Schedules;
        await schedules.UpsertAsync("rare", Schedule.Every(IntervalSchedule.MaxInterval), Work, 1);

        Assert.Equal(0, await schedules.CountBackfillAsync("rare", DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddTicks(1)));
        Assert.Equal(0, await schedules.CountBackfillAsync("rare", DateTimeOffset.MaxValue.AddSeconds(-1), DateTimeOffset.MaxValue));
        Assert.InRange((await schedules.ListNextAsync("rare", 1_000)).Count, 600, 750);
    }

    [Fact]
    public async Task What_a_workflow_declares_can_be_held_back_but_not_changed()
    {
        await using var host = await StartAsync(o => o.Cron.Add(new("0 3 * * *", "nightly", Input: 5)));
        var schedules = host.Client.Schedules;

        await schedules.DisableAsync("work:nightly");

        var declared = await schedules.GetAsync("work:nightly");
        Assert.Equal((true, false, null, "5"), (declared.IsDeclared, declared.IsEnabled, declared.NextAt, declared.Input.ToString()));
        await Assert.ThrowsAsync<ScheduleConflictException>(() => schedules.UpsertAsync("work:nightly", Schedule.Every(TimeSpan.FromHours(1)), Work, 1));
        var refused = await Assert.ThrowsAsync<ScheduleConflictException>(() => schedules.DeleteAsync("work:nightly"));
        Assert.Contains("declared by workflow 'work'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_is_triggered_also_while_it_is_disabled()
    {
        await using var host = await StartAsync();
        await host.Client.Schedules.UpsertAsync("hourly", Schedule.Every(TimeSpan.FromHours(1)), Work, 4);
        await host.Client.Schedules.DisableAsync("hourly");

        var handle = await host.Client.Schedules.TriggerAsync("hourly");

        Assert.Equal("8", (await handle.GetResultAsync(Wait.Limit)).ToString());
        Assert.Equal((TickOutcome.Triggered, handle.Id), Assert.Single((await host.Client.Schedules.ListTicksAsync("hourly")).Select(tick => (tick.Outcome, tick.Run!.Value))));
    }

    [Fact]
    public async Task A_schedule_that_is_triggered_with_the_same_key_starts_one_run()
    {
        await using var host = await StartAsync();
        await host.Client.Schedules.UpsertAsync("hourly", Schedule.Every(TimeSpan.FromHours(1)), Work, 4);

        var first = await host.Client.Schedules.TriggerAsync("hourly", "click-1");
        var again = await host.Client.Schedules.TriggerAsync("hourly", "click-1");
        var other = await host.Client.Schedules.TriggerAsync("hourly", "click-2");

        Assert.Equal((first.Id, false, true), (again.Id, first.AlreadyExisted, again.AlreadyExisted));
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(2, (await host.Client.Schedules.ListTicksAsync("hourly")).Count);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.Schedules.TriggerAsync("hourly", "line\nfeed"));
    }

    [Fact]
    public async Task The_next_instants_are_listed_as_many_as_there_are()
    {
        await using var host = await StartAsync();
        var options = new ScheduleOptions { StartAt = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), MaxTicks = 3 };
        await host.Client.Schedules.UpsertAsync("daily", Schedule.Cron("0 3 * * *"), Work, 1, options);

        var next = await host.Client.Schedules.ListNextAsync("daily", 10);
        await host.Client.Schedules.DisableAsync("daily");

        Assert.Equal([1, 2, 3], next.Select(instant => instant.Day));
        Assert.Equal(next, await host.Client.Schedules.ListNextAsync("daily", 10));
        Assert.Equal(next.Take(2), await host.Client.Schedules.ListNextAsync("daily", 2));
    }

    [Fact]
    public async Task A_past_range_is_filled_in_once()
    {
        await using var host = await StartAsync();
        await host.Client.Schedules.UpsertAsync("daily", Schedule.Cron("0 3 * * *"), Work, 1);
        var (from, before) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 5, 1, 0, 0, 0, TimeSpan.Zero));

        var count = await host.Client.Schedules.CountBackfillAsync("daily", from, before);
        var first = await host.Client.Schedules.BackfillAsync("daily", from, before.AddDays(-30));
        var rest = await host.Client.Schedules.BackfillAsync("daily", from, before);
        var again = await host.Client.Schedules.BackfillAsync("daily", from, before);

        Assert.Equal((121, 91, 30, 0), (count, first, rest, again));
        var ticks = await host.Client.Schedules.ListTicksAsync("daily", 1_000);
        Assert.Equal(121, ticks.Count(tick => tick.Outcome == TickOutcome.Backfilled));
        Assert.Equal(121, ticks.Select(tick => tick.PlannedAt).Distinct().Count());
    }

    [Fact]
    public async Task A_backfill_that_is_too_large_or_empty_is_refused_before_anything_is_started()
    {
        await using var host = await StartAsync();
        await host.Client.Schedules.UpsertAsync("often", Schedule.Every(TimeSpan.FromSeconds(1)), Work, 1);
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.Schedules.BackfillAsync("often", from, from));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.Schedules.BackfillAsync("often", from, from.AddSeconds(10_001)));

        Assert.Equal(10_000, await host.Client.Schedules.CountBackfillAsync("often", from, from.AddSeconds(10_000)));
        Assert.DoesNotContain(await host.Client.Schedules.ListTicksAsync("often"), tick => tick.Outcome == TickOutcome.Backfilled);
    }

    [Fact]
    public async Task Schedules_are_enumerated_over_all_pages_and_filtered()
    {
        await using var host = await StartAsync(o => o.Cron.Add(new("0 3 * * *", "nightly", Input: 5)));
        for (var i = 0; i < 7; i++)
        {
            await host.Client.Schedules.UpsertAsync($"s{i}", Schedule.Every(TimeSpan.FromHours(1)), Work, i);
        }

        await host.Client.Schedules.DisableAsync("s3");

        var all = await host.Client.Schedules.EnumerateAsync(new() { Limit = 3 }).Select(schedule => schedule.Id).ToArrayAsync();
        var disabled = await host.Client.Schedules.EnumerateAsync(new() { Limit = 3, IsEnabled = false }).Select(schedule => schedule.Id).ToArrayAsync();

        Assert.Equal(["s0", "s1", "s2", "s3", "s4", "s5", "s6", "work:nightly"], all);
        Assert.Equal(["s3"], disabled);
    }

    private static Task<RedflowTestHost> StartAsync(Action<WorkflowOptions>? configure = null) =>
        RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(2 * ctx.Input), configure));
}
