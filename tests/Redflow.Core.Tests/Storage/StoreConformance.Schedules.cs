using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    private const string Id = "sync";

    [SkippableFact]
    public async Task A_schedule_is_found_as_it_was_stored()
    {
        var options = new ScheduleOptions
        {
            Description = "Nightly",
            Priority = -3,
            Tags = ["a", "b"],
            Jitter = Second,
            StartAt = Test.Now + Hour,
            EndAt = Test.Now + 9 * Hour,
            MaxTicks = 4,
            Overlap = OverlapPolicy.QueueOne,
            Misfire = MisfirePolicy.FireAll,
            MisfireWindow = Minute,
        };
        var stored = ScheduleSteps.Define(Schedule.Cron("0 3 * * *", "Europe/Berlin"), options, limitKey: "ada");

        Assert.Equal(ScheduleChange.Created, await Store.PutScheduleAsync(stored));

        var found = (await Store.FindScheduleAsync(Id))!;
        Assert.Equal(stored with { Options = options with { Tags = [] } }, found.Definition with { Input = stored.Input, Options = found.Definition.Options with { Tags = [] } });
        Assert.Equal(("{\"n\":7}", "a b"), (found.Definition.Input.ToString(), string.Join(' ', found.Definition.Options.Tags)));
        Assert.Equal((true, Test.Now, Test.Now, 0), (found.IsEnabled, found.CreatedAt, found.UpdatedAt, found.FiredTicks));
    }

    [SkippableTheory]
    [InlineData("once")]
    [InlineData("every")]
    public async Task Other_kinds_of_schedules_are_found_as_they_were_stored(string kind)
    {
        Schedule schedule = kind == "once" ? Schedule.Once(Test.Now + Hour) : Schedule.Every(1.5 * Hour);

        await Store.PutScheduleAsync(ScheduleSteps.Define(schedule));

        Assert.Equal(schedule, (await Store.FindScheduleAsync(Id))!.Definition.Schedule);
    }

    [SkippableFact]
    public async Task A_schedule_that_is_stored_again_stays_as_it_is()
    {
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));
        await Store.TickAllAsync();
        var before = await Store.FindScheduleAsync(Id);
        await AdvanceAsync(Minute);

        var change = await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));

        Assert.Equal(ScheduleChange.Unchanged, change);
        Assert.Equal(before! with { Definition = before.Definition }, (await Store.FindScheduleAsync(Id))! with { Definition = before.Definition });
    }

    [SkippableFact]
    public async Task A_schedule_whose_times_stay_keeps_its_next_tick_and_takes_the_rest()
    {
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));
        await Store.TickAllAsync();
        var next = (await Store.FindScheduleAsync(Id))!.NextAt;
        await AdvanceAsync(Minute);

        var change = await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), new() { Priority = 5 }));

        var stored = (await Store.FindScheduleAsync(Id))!;
        Assert.Equal((ScheduleChange.Updated, next, 5, Test.Now), (change, stored.NextAt, stored.Definition.Options.Priority, stored.UpdatedAt));
    }

    [SkippableFact]
    public async Task A_schedule_whose_times_change_counts_from_then()
    {
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), new() { MaxTicks = 1 }));
        await AdvanceAsync(Hour);
        await Store.TickAllAsync();
        await AdvanceAsync(Minute);

        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(2 * Hour), new() { MaxTicks = 1 }));

        var stored = (await Store.FindScheduleAsync(Id))!;
        Assert.Equal((Test.Now + 2 * Hour, 0), (stored.NextAt, stored.FiredTicks));
        await AdvanceAsync(2 * Hour);
        Assert.Single(await Store.TickAllAsync());
    }

    [SkippableFact]
    public async Task A_schedules_id_is_not_that_of_a_schedule_of_another_workflow()
    {
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));

        await Assert.ThrowsAsync<ScheduleConflictException>(() => Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), workflow: "digest")));

        Assert.Equal(Workflow, (await Store.FindScheduleAsync(Id))!.Definition.Workflow);
    }

    [SkippableFact]
    public async Task What_a_workflow_declares_is_what_it_declared_last()
    {
        var nightly = Declared("nightly");
        await Store.DeclareSchedulesAsync(Workflow, [nightly, Declared("weekly")]);
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));

        await Store.DeclareSchedulesAsync(Workflow, [nightly, Declared("monthly")]);

        Assert.Equal(["monthly", "nightly", Id], (await Store.ListSchedulesAsync(null, 10)).Select(schedule => schedule.Definition.Id));
        await Store.DeclareSchedulesAsync(Workflow, []);
        Assert.Equal(Id, Assert.Single(await Store.ListSchedulesAsync(null, 10)).Definition.Id);
    }

    [SkippableFact]
    public async Task What_a_workflow_declares_only_its_code_changes()
    {
        await Store.DeclareSchedulesAsync(Workflow, [Declared(Id)]);

        var put = await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Minute)));
        var deleted = await Store.DeleteScheduleAsync(Id);

        Assert.Equal((ScheduleChange.Declared, ScheduleChange.Declared), (put, deleted));
        Assert.Equal(Schedule.Every(Hour), (await Store.FindScheduleAsync(Id))!.Definition.Schedule);
    }

    [SkippableFact]
    public async Task A_workflow_that_declares_a_clients_schedule_takes_it_over()
    {
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));

        await Store.DeclareSchedulesAsync(Workflow, [Declared(Id)]);

        Assert.True((await Store.FindScheduleAsync(Id))!.Definition.IsDeclared);
    }

    [SkippableFact]
    public async Task A_schedule_that_is_disabled_stays_so_when_it_is_declared_again()
    {
        await Store.DeclareSchedulesAsync(Workflow, [Declared(Id)]);
        await Store.EnableScheduleAsync(Id, enabled: false);

        await Store.DeclareSchedulesAsync(Workflow, [Declared(Id) with { Version = "other" }]);

        Assert.False((await Store.FindScheduleAsync(Id))!.IsEnabled);
    }

    [SkippableFact]
    public async Task A_deleted_schedule_is_gone_with_its_history_and_its_runs_stay()
    {
        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));
        await AdvanceAsync(Hour);
        var run = Assert.Single(await Store.TickAllAsync()).Run!.Value;

        var first = await Store.DeleteScheduleAsync(Id);
        var again = await Store.DeleteScheduleAsync(Id);
        await AdvanceAsync(Hour);

        Assert.Equal((ScheduleChange.Deleted, ScheduleChange.NotFound), (first, again));
        Assert.Null(await Store.FindScheduleAsync(Id));
        Assert.Empty(await Store.ListTicksAsync(Id, 10));
        Assert.Empty(await Store.TickAllAsync());
        Assert.NotNull(await Store.FindRunAsync(run));
    }

    [SkippableFact]
    public async Task Schedules_are_listed_by_id_a_page_at_a_time()
    {
        foreach (var (id, workflow) in new[] { ("b", Workflow), ("ä", "digest"), ("a", "receipt"), ("\U0001F600", Workflow), ("\uFF5E", "digest") })
        {
            await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour), id: id, workflow: workflow));
        }

        var first = (await Store.ListSchedulesAsync(null, 3)).Select(schedule => schedule.Definition.Id).ToArray();
        var rest = (await Store.ListSchedulesAsync(first[^1], 3)).Select(schedule => schedule.Definition.Id);

        Assert.Equal(["a", "b", "ä"], first);
        Assert.Equal(["\uFF5E", "\U0001F600"], rest);
    }

    [SkippableFact]
    public async Task Nothing_is_found_of_a_schedule_that_does_not_exist()
    {
        Assert.Null(await Store.FindScheduleAsync("none"));
        Assert.False(await Store.EnableScheduleAsync("none", enabled: true));
        Assert.Empty(await Store.ListTicksAsync("none", 10));
    }

    [SkippableFact]
    public async Task Schedulers_are_told_of_a_schedule_that_is_the_earliest_one()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeTimersAsync(() => told.TrySetResult());

        await Store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(Hour)));

        await told.Task.Bounded();
    }

    private static ScheduleDefinition Declared(string id) => ScheduleSteps.Define(Schedule.Every(Hour), id: id) with { IsDeclared = true };
}
