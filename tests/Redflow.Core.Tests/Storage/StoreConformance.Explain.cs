using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task There_is_nothing_to_explain_of_a_run_that_runs_or_has_ended_or_does_not_exist()
    {
        var running = await StartAsync();
        Assert.Null(await Store.ExplainAsync(running.Id));

        await FinishAsync(running, Succeeded);

        Assert.Null(await Store.ExplainAsync(running.Id));
        Assert.Null(await Store.ExplainAsync(RunId.New(0)));
    }

    [SkippableFact]
    public async Task A_run_that_is_due_later_is_delayed()
    {
        var delayed = await EmitAsync(run => run with { Delay = Hour });
        var retried = await EndAsync(Retry(Minute));

        Assert.Equal(new WaitReason.Delayed(Test.Now + Hour), await Store.ExplainAsync(delayed));
        Assert.Equal(new WaitReason.Delayed(Test.Now + Minute), await Store.ExplainAsync(retried));
    }

    [SkippableFact]
    public async Task A_suspended_run_waits_for_its_steps()
    {
        var run = await StartAsync();
        var child = New();
        await SuspendAndRelayAsync(
            run,
            Sleep("nap", Hour),
            ForChild(run, "child", child, timeout: Minute, position: 2),
            ForEvent("paid", "order-1"),
            ForSignal("approval", null, 4));

        var reason = Assert.IsType<WaitReason.Suspended>(await Store.ExplainAsync(run.Id));

        Assert.Equal(
            [
                new("approval", WaitKind.Signal, "approval", null),
                new("child", WaitKind.Child, child.Id.ToString(), Test.Now + Minute),
                new("event", WaitKind.Event, "paid", null),
                new("nap", WaitKind.Sleep, null, Test.Now + Hour),
            ],
            reason.Steps.OrderBy(step => step.Step, StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task A_suspended_run_does_not_wait_for_what_is_over()
    {
        var run = await StartWaitingAsync(Sleep("nap", Second), ForSignal("approval", null, 2));
        await PassAsync(Second);
        await SuspendAsync(await ClaimOneAsync(), ForSignal("approval", null, 2));

        var reason = Assert.IsType<WaitReason.Suspended>(await Store.ExplainAsync(run.Id));

        Assert.Equal("approval", Assert.Single(reason.Steps).Step);
    }

    [SkippableFact]
    public async Task A_run_without_a_slot_names_who_holds_them()
    {
        await LimitAsync(total: 2);
        var holders = await EmitSomeAsync(2);
        await ClaimAsync(1);
        var waiting = await EmitAsync();

        var reason = Assert.IsType<WaitReason.ConcurrencyLimit>(await Store.ExplainAsync(waiting));

        Assert.Equal((2, 2), (reason.Limit, reason.Held));
        Assert.Equal(holders, reason.Holders.Order());
    }

    [SkippableFact]
    public async Task At_most_ten_holders_are_named()
    {
        await LimitAsync(total: 12);
        await EmitSomeAsync(13);
        var last = await EmitAsync();
        await SetLimitsAsync(total: 11);

        var reason = Assert.IsType<WaitReason.ConcurrencyLimit>(await Store.ExplainAsync(last));

        Assert.Equal((11, 12, 10), (reason.Limit, reason.Held, reason.Holders.Count));
    }

    [SkippableFact]
    public async Task A_run_without_a_slot_of_its_key_says_so()
    {
        await LimitAsync(total: 9, perKey: 2);
        var ids = await EmitForAsync("a", "a", "a");

        Assert.Equal(new WaitReason.KeyConcurrencyLimit("a", 2, 2), await Store.ExplainAsync(ids[2]));
    }

    [SkippableFact]
    public async Task A_run_that_the_rate_holds_up_says_until_when()
    {
        await LimitAsync(rate: TwoInTenSeconds);
        await EmitAsync();
        await Test.AdvanceAsync(Second);
        var ids = await EmitSomeAsync(2);

        Assert.Equal(new WaitReason.RateLimited(TwoInTenSeconds, TestStore.Start + (10 * Second)), await Store.ExplainAsync(ids[1]));
    }

    [SkippableFact]
    public async Task A_run_that_the_rate_of_its_key_holds_up_says_until_when()
    {
        var rate = TwoInTenSeconds with { PerKey = true };
        await LimitAsync(rate: rate);
        var ids = await EmitForAsync("a", "b", "a", "a");

        Assert.Equal(new WaitReason.RateLimited(rate, TestStore.Start + (10 * Second)), await Store.ExplainAsync(ids[3]));
    }

    [SkippableFact]
    public async Task A_run_that_the_next_pump_admits_is_in_the_backlog()
    {
        await PauseAsync();
        var ids = await EmitSomeAsync(150);
        await Store.ResumeWorkflowAsync(Workflow);

        Assert.IsType<WaitReason.Backlog>(await Store.ExplainAsync(ids[^1]));
    }

    [SkippableFact]
    public async Task A_pause_is_named_before_a_limit()
    {
        await LimitAsync(total: 1);
        await StartAsync();
        var id = await EmitAsync();
        await PauseAsync("broken");

        Assert.Equal(new WaitReason.WorkflowPaused(new(Test.Now, "broken")), await Store.ExplainAsync(id));
    }

    [SkippableFact]
    public async Task A_ready_run_of_a_paused_workflow_or_queue_names_the_pause()
    {
        var id = await EmitAsync();

        await Store.PauseQueueAsync(Queue, "maintenance");
        Assert.Equal(new WaitReason.QueuePaused(Queue, new(Test.Now, "maintenance")), await Store.ExplainAsync(id));
        await PauseAsync("broken");

        Assert.Equal(new WaitReason.WorkflowPaused(new(Test.Now, "broken")), await Store.ExplainAsync(id));
    }

    [SkippableFact]
    public async Task A_run_of_a_workflow_that_nobody_registered_says_so()
    {
        var id = await EmitAsync(run => run with { Workflow = "later", AllowUnregistered = true });

        Assert.Equal(new WaitReason.WorkflowUnknown("later"), await Store.ExplainAsync(id));
    }

    [SkippableFact]
    public async Task A_run_whose_queue_nobody_serves_says_so()
    {
        await DefineAsync(info => info with { Queue = "fast" }, "other");
        var other = await EmitAsync(run => run with { Workflow = "other" });
        var id = await EmitAsync();
        Assert.Equal(new WaitReason.NoWorker("fast"), await Store.ExplainAsync(other));
        Assert.Equal(new WaitReason.Ready(Queue, 0), await Store.ExplainAsync(id));

        await Test.AdvanceAsync(Lease);

        Assert.Equal(new WaitReason.NoWorker(Queue), await Store.ExplainAsync(id));
    }

    [SkippableFact]
    public async Task A_ready_run_says_how_many_are_before_it()
    {
        var ids = await EmitSomeAsync(3);
        var urgent = await EmitAsync(run => run with { Priority = -1 });

        Assert.Equal(new WaitReason.Ready(Queue, 3), await Store.ExplainAsync(ids[2]));
        Assert.Equal(new WaitReason.Ready(Queue, 0), await Store.ExplainAsync(urgent));
    }
}
