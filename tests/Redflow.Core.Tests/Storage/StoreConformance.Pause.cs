using System.Collections.Concurrent;
using Redflow.Limits;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_queue_that_was_paused_is_counted_though_nobody_else_has_named_it()
    {
        await Store.PauseQueueAsync("nobody", null);

        Assert.Equal(0, (await Store.GetStatsAsync()).Queues["nobody"]);
    }

    [SkippableFact]
    public async Task Nothing_of_a_paused_workflow_starts_until_it_is_resumed()
    {
        await PauseAsync();
        var ids = await EmitSomeAsync(3);

        Assert.Equal(RunStatus.Queued, await StatusAsync(ids[0]));
        Assert.Empty(await ClaimAllAsync());
        Assert.True(await Store.ResumeWorkflowAsync(Workflow));

        Assert.Equal(ids, await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task Runs_that_are_ready_when_their_workflow_is_paused_do_not_start()
    {
        var ids = await EmitSomeAsync(3);

        await PauseAsync();

        Assert.Empty(await ClaimAllAsync());
        await Store.ResumeWorkflowAsync(Workflow);
        Assert.Equal(ids, (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_paused_workflow_does_not_hold_up_others()
    {
        await DefineAsync(info => info, "other");
        await EmitSomeAsync(20);
        var other = await EmitAsync(run => run with { Workflow = "other" });

        await PauseAsync();

        Assert.Equal([other], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_claim_that_meets_runs_of_a_paused_workflow_goes_on_to_those_behind_them(int room)
    {
        await DefineAsync(info => info, "other");
        await EmitSomeAsync(20);
        var others = await EmitSomeAsync(room, BesidesAsOther);
        await PauseAsync();

        var claimed = await ClaimIdsAsync(room);

        Assert.Equal(others, claimed);
    }

    [SkippableFact]
    public async Task A_claim_passes_a_hundred_paused_runs_and_has_an_idle_worker_go_on()
    {
        await DefineAsync(info => info, "other");
        await Store.EmitManyAsync([.. Enumerable.Range(0, 150).Select(_ => New())]).Bounded();
        var other = await EmitAsync(BesidesAsOther);
        await PauseAsync();
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync(Worker, _ => woken.TrySetResult());

        var first = await ClaimAsync(1);
        await woken.Task.Bounded();
        var second = await ClaimIdsAsync(1);

        Assert.Empty(first);
        Assert.Equal([other], second);
    }

    [SkippableFact]
    public async Task What_runs_of_a_paused_workflow_goes_on_to_its_end()
    {
        var claimed = await StartAsync();

        await PauseAsync();

        Assert.True((await Store.CommitStepAsync(Commit(claimed, "charge", "1"))).IsCommitted);
        Assert.True(await FinishAsync(claimed, Succeeded));
        Assert.Equal(RunStatus.Succeeded, await StatusAsync(claimed.Id));
    }

    [SkippableTheory]
    [InlineData("retry at once")]
    [InlineData("retry later")]
    [InlineData("suspended")]
    [InlineData("released")]
    [InlineData("reaped")]
    public async Task A_run_of_a_paused_workflow_does_not_start_again(string how)
    {
        var claimed = await StartAsync();
        await PauseAsync();

        if (how == "reaped")
        {
            await TakeBackAsync(how);
        }
        else
        {
            await FinishAsync(claimed, how switch
            {
                "retry at once" => Retry(TimeSpan.Zero),
                "retry later" => Retry(Second),
                "suspended" => new PassOutcome.Suspended([Sleep("nap", Second)]),
                _ => Released(TimeSpan.Zero),
            });
        }

        await RegisterAsync(Worker);
        await PassAsync(Second);
        Assert.Empty(await ClaimAllAsync());
        Assert.Equal(RunStatus.Queued, await StatusAsync(claimed.Id));
        await Store.ResumeWorkflowAsync(Workflow);
        Assert.Equal([claimed.Id], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_pause_holds_the_backlog_of_a_limit()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var ids = await EmitSomeAsync(2);
        await PauseAsync();

        await FinishAsync(first, Succeeded);
        Assert.Empty(await ClaimAllAsync());
        await Store.ResumeWorkflowAsync(Workflow);

        Assert.Equal([ids[0]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_long_backlog_of_a_pause_is_admitted_when_it_ends()
    {
        await PauseAsync();
        var ids = await EmitSomeAsync(250);

        await Store.ResumeWorkflowAsync(Workflow);

        Assert.InRange(await ReadyAsync(), 1, 100);
        await PromoteAllAsync();
        Assert.Equal(ids, await ClaimIdsAsync(250));
    }

    [SkippableFact]
    public async Task Limits_that_change_during_a_pause_hold_when_it_ends()
    {
        await PauseAsync();
        var ids = await EmitSomeAsync(3);

        await SetLimitsAsync(total: 2);
        Assert.Empty(await ClaimAllAsync());
        await Store.ResumeWorkflowAsync(Workflow);

        Assert.Equal([ids[0], ids[1]], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_pause_survives_a_registration()
    {
        await PauseAsync("broken");

        await LimitAsync(total: 3);

        Assert.Equal(new(TestStore.Start, "broken"), (await Store.FindWorkflowAsync(Workflow))!.Pause);
        Assert.Equal(new(TestStore.Start, "broken"), Assert.Single(await Store.ListWorkflowsAsync()).Pause);
        await EmitAsync();
        Assert.Empty(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task A_registration_brings_no_pause_with_it()
    {
        await DefineAsync(info => info with { Pause = new(TestStore.Start, "not me") });

        Assert.Null((await Store.FindWorkflowAsync(Workflow))!.Pause);
    }

    [SkippableFact]
    public async Task A_second_pause_takes_the_new_reason_and_keeps_the_time()
    {
        await PauseAsync("first");
        await Test.AdvanceAsync(Second);
        await PauseAsync("second");
        await Store.PauseQueueAsync(Queue, "first");
        await Test.AdvanceAsync(Second);
        await Store.PauseQueueAsync(Queue, null);

        Assert.Equal(new Pause(TestStore.Start, "second"), (await Store.FindWorkflowAsync(Workflow))!.Pause);
        Assert.Equal(new Pause(TestStore.Start + Second, null), (await Store.ListPausedQueuesAsync())[Queue]);
    }

    [SkippableFact]
    public async Task A_workflow_that_nobody_registered_is_not_paused()
    {
        Assert.False(await Store.PauseWorkflowAsync("nobody", null));
        Assert.False(await Store.ResumeWorkflowAsync("nobody"));
        Assert.Null(await Store.FindWorkflowAsync("nobody"));
    }

    [SkippableFact]
    public async Task Only_a_pause_can_be_ended()
    {
        await PauseAsync();
        await Store.PauseQueueAsync(Queue, null);

        Assert.True(await Store.ResumeWorkflowAsync(Workflow));
        Assert.False(await Store.ResumeWorkflowAsync(Workflow));
        Assert.True(await Store.ResumeQueueAsync(Queue));
        Assert.False(await Store.ResumeQueueAsync(Queue));
        Assert.Null((await Store.FindWorkflowAsync(Workflow))!.Pause);
        Assert.Empty(await Store.ListPausedQueuesAsync());
    }

    [SkippableFact]
    public async Task Nothing_is_claimed_from_a_paused_queue_until_it_is_resumed()
    {
        var before = await EmitAsync();
        await Store.PauseQueueAsync(Queue, "maintenance");
        var after = await EmitAsync();

        Assert.Empty(await ClaimAllAsync());
        Assert.Equal(new(TestStore.Start, "maintenance"), Assert.Single(await Store.ListPausedQueuesAsync()).Value);
        Assert.Equal(2, await ReadyAsync());
        await Store.ResumeQueueAsync(Queue);

        Assert.Equal([before, after], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_paused_queue_does_not_hold_up_other_queues()
    {
        await DefineAsync(info => info with { Queue = "fast" }, "other");
        await EmitAsync();
        var other = await EmitAsync(run => run with { Workflow = "other" });
        await Store.PauseQueueAsync(Queue, null);

        var reply = await Store.ExchangeAsync(new(Worker, [Queue, "fast"], 10, []));

        Assert.Equal(other, Assert.Single(reply.Claimed).Id);
    }

    [SkippableFact]
    public async Task What_runs_of_a_paused_queue_goes_on_to_its_end()
    {
        var claimed = await StartAsync();

        await Store.PauseQueueAsync(Queue, null);

        Assert.True(await FinishAsync(claimed, Succeeded));
        Assert.Equal(RunStatus.Succeeded, await StatusAsync(claimed.Id));
    }

    [SkippableFact]
    public async Task A_queue_that_is_resumed_wakes_one_idle_worker()
    {
        await RegisterAsync("worker-2");
        var woken = new ConcurrentQueue<string>();
        await using var first = await Store.SubscribeAsync(Worker, _ => woken.Enqueue(Worker));
        await using var second = await Store.SubscribeAsync("worker-2", _ => woken.Enqueue("worker-2"));
        await Store.PauseQueueAsync(Queue, null);
        await ClaimAsync();
        await ClaimAsync(worker: "worker-2");

        await EmitAsync();
        await Store.CheckAsync();
        Assert.Empty(woken);
        await Store.ResumeQueueAsync(Queue);

        await Wait.UntilAsync(() => Task.FromResult(!woken.IsEmpty), "a worker is woken");
        Assert.InRange(woken.Count, 1, MostWoken);
    }

    [SkippableFact]
    public async Task A_workflow_that_is_resumed_wakes_an_idle_worker()
    {
        await PauseAsync();
        await EmitAsync();
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync(Worker, _ => woken.TrySetResult());
        await ClaimAsync();

        await Store.ResumeWorkflowAsync(Workflow);

        await woken.Task.Bounded();
    }

    [SkippableFact]
    public async Task A_run_of_a_paused_workflow_can_be_canceled()
    {
        await PauseAsync();
        var ids = await EmitSomeAsync(2);

        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(ids[0], null));

        await Store.ResumeWorkflowAsync(Workflow);
        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    /// <summary>A run of another workflow, in the same partition.</summary>
    private static NewRun BesidesAsOther(NewRun run) => run with { Workflow = "other" };

    private async Task PauseAsync(string? reason = null) => Assert.True(await Store.PauseWorkflowAsync(Workflow, reason).Bounded());
}
