using Redflow.Limits;
using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_limit_that_is_lowered_lets_running_runs_go_on_and_admits_none_until_they_are_fewer()
    {
        await LimitAsync(total: 3);
        await EmitSomeAsync(4);
        var running = await ClaimAsync();
        Assert.Equal(3, running.Count);

        await SetLimitsAsync(total: 1);

        Assert.True(await FinishAsync(running[0], Succeeded));
        Assert.True(await FinishAsync(running[1], Succeeded));
        Assert.Empty(await ClaimAllAsync());
        Assert.True(await FinishAsync(running[2], Succeeded));
        Assert.Single(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task Runs_that_are_ready_when_their_limit_is_lowered_are_not_given_out_beyond_it()
    {
        await LimitAsync(total: 3);
        var ids = await EmitSomeAsync(3);

        await SetLimitsAsync(total: 1);

        var ended = new List<RunId>();
        foreach (var _ in ids)
        {
            var claimed = Assert.Single(await ClaimAllAsync());
            await FinishAsync(claimed, Succeeded);
            ended.Add(claimed.Id);
        }

        Assert.Equal(ids.Order(), ended.Order());
    }

    [SkippableFact]
    public async Task A_limit_that_is_raised_admits_the_next_runs_at_once()
    {
        await LimitAsync(total: 1);
        await StartAsync();
        var ids = await EmitSomeAsync(3);

        await SetLimitsAsync(total: 3);

        Assert.Equal([ids[0], ids[1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_limit_that_is_newer_than_the_ready_runs_holds_for_them_too()
    {
        var ids = await EmitSomeAsync(3);

        await SetLimitsAsync(total: 1);

        var first = Assert.Single(await ClaimAllAsync());
        Assert.Equal(ids[0], first.Id);
        Assert.Equal([ids[1], ids[2]], await DrainAsync(first));
    }

    [SkippableFact]
    public async Task A_claim_that_meets_runs_older_than_their_limit_gives_out_those_behind_them()
    {
        await DefineAsync(info => info, "other");
        await EmitSomeAsync(20);
        var other = await EmitAsync(BesidesAsOther);
        await LimitAsync(total: 1);

        var claimed = await ClaimIdsAsync(1);

        Assert.Equal([other], claimed);
    }

    [SkippableFact]
    public async Task A_limit_that_is_newer_than_the_running_runs_counts_them()
    {
        await EmitSomeAsync(3);
        var running = await ClaimAsync();
        await SetLimitsAsync(total: 2);
        var next = await EmitAsync();

        Assert.Empty(await ClaimAllAsync());
        await FinishAsync(running[0], Succeeded);
        Assert.Empty(await ClaimAllAsync());
        await FinishAsync(running[1], Succeeded);
        Assert.Equal([next], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_limit_that_is_removed_and_set_again_counts_what_runs_then()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        await SetLimitsAsync();
        var second = await StartAsync();
        await SetLimitsAsync(total: 1);
        var third = await EmitAsync();

        await FinishAsync(first, Succeeded);
        Assert.Empty(await ClaimAllAsync());
        await FinishAsync(second, Succeeded);
        Assert.Equal([third], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_long_backlog_whose_limit_is_removed_is_admitted_a_hundred_at_a_time()
    {
        await LimitAsync(total: 1);
        var ids = await EmitSomeAsync(250);

        await SetLimitsAsync();

        Assert.InRange(await ReadyAsync(), 1, 101);
        Assert.InRange(await PromoteAllAsync(), 1, 250);
        Assert.Equal(ids, await ClaimIdsAsync(250));
    }

    [SkippableFact]
    public async Task A_registration_with_other_limits_takes_effect_at_once()
    {
        await LimitAsync(total: 1);
        await StartAsync();
        var ids = await EmitSomeAsync(2);

        await LimitAsync(total: 2);
        Assert.Equal([ids[0]], await ClaimIdsAsync());
        await LimitAsync();

        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_registration_with_the_same_limits_changes_nothing()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var ids = await EmitSomeAsync(2);

        await LimitAsync(total: 1);

        Assert.Empty(await ClaimAllAsync());
        Assert.Equal(ids, await DrainAsync(first));
    }

    [SkippableFact]
    public async Task Limits_that_were_set_hold_until_the_workflow_is_registered_again()
    {
        await LimitAsync(total: 1);
        await SetLimitsAsync(total: 4, perKey: 2, rate: new(3, Minute, PerKey: true));
        var set = (await Store.FindWorkflowAsync(Workflow))!.Limits;

        await LimitAsync(total: 1);

        Assert.Equal(Limits(4, 2, new(3, Minute, PerKey: true)), set);
        Assert.Equal(Limits(1, null, null), (await Store.FindWorkflowAsync(Workflow))!.Limits);
    }

    [SkippableFact]
    public async Task Limits_that_were_registered_are_told_while_others_hold()
    {
        var registered = Limits(1, null, new(5, Minute));
        await LimitAsync(registered.MaxConcurrency, registered.MaxConcurrencyPerKey, registered.Rate);
        Assert.Null((await Store.FindWorkflowAsync(Workflow))!.RegisteredLimits);

        await SetLimitsAsync(total: 4, perKey: 2, rate: new(3, Minute, PerKey: true));
        await SetLimitsAsync();
        Assert.Equal(registered, (await Store.FindWorkflowAsync(Workflow))!.RegisteredLimits);
        await SetLimitsAsync(total: 1, rate: new(5, Minute));
        Assert.Null((await Store.FindWorkflowAsync(Workflow))!.RegisteredLimits);

        await SetLimitsAsync(total: 2);
        await LimitAsync(total: 3);
        Assert.Null((await Store.FindWorkflowAsync(Workflow))!.RegisteredLimits);
    }

    [SkippableFact]
    public async Task Slots_are_counted_from_the_admission_of_a_run_to_its_end()
    {
        await EmitAsync();
        Assert.Equal((0L, 0L), (await Store.CountSlotsAsync("nobody"), await Store.CountSlotsAsync(Workflow)));
        Assert.True(await FinishAsync(Assert.Single(await ClaimAllAsync()), Succeeded));

        await LimitAsync(total: 2);
        await EmitSomeAsync(3);
        Assert.Equal(2, await Store.CountSlotsAsync(Workflow));
        foreach (var run in await ClaimAllAsync())
        {
            Assert.True(await FinishAsync(run, Succeeded));
        }

        Assert.Equal(1, await Store.CountSlotsAsync(Workflow));
        Assert.True(await FinishAsync(Assert.Single(await ClaimAllAsync()), Succeeded));
        Assert.Equal(0, await Store.CountSlotsAsync(Workflow));
    }

    [SkippableFact]
    public async Task A_workflow_that_nobody_registered_takes_no_limits()
    {
        Assert.False(await Store.SetLimitsAsync("nobody", WorkflowLimits.None));

        Assert.Null(await Store.FindWorkflowAsync("nobody"));
    }

    [SkippableFact]
    public async Task Runs_emitted_before_their_workflow_was_registered_obey_its_limit()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await EmitAsync(run => run with { Workflow = "later", AllowUnregistered = true });
        }

        await DefineAsync(info => info with { Queue = "default", Limits = new() { MaxConcurrency = 1 } }, "later");

        var claimed = 0;
        for (var i = 0; i < 4; i++)
        {
            claimed += (await Store.ExchangeAsync(new(Worker, ["default"], 10, []))).Claimed.Count;
        }

        Assert.Equal(1, claimed);
    }
}
