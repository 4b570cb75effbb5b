using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_run_that_is_not_started_in_time_ends_canceled()
    {
        var id = await EmitAsync(run => run with { ExpireAfter = 2 * Second });
        await AdvanceAsync((2 * Second) - Millisecond);
        Assert.Equal(new(0, Millisecond), await Store.PromoteAsync(10));

        await AdvanceAsync(Millisecond);
        Assert.Equal(1, (await Store.PromoteAsync(10)).Count);

        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Canceled, "expired", Test.Now), (run.Status, run.CancelReason, run.FinishedAt!.Value));
        Assert.Empty(await ClaimAsync());
        Assert.Equal(new RunOutcome.Canceled("expired"), await Store.AwaitAsync(id, TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task The_time_to_start_counts_from_when_a_run_is_due()
    {
        var delayed = await EmitAsync(run => run with { Delay = 10 * Second, ExpireAfter = 5 * Second });
        var dated = await EmitAsync(run => run with { RunAt = Test.Now + (10 * Second), ExpireAfter = 5 * Second });

        await PassAsync((15 * Second) - Millisecond);
        Assert.Equal((RunStatus.Queued, RunStatus.Queued), (await StatusAsync(delayed), await StatusAsync(dated)));
        await PassAsync(Millisecond);

        Assert.Equal((RunStatus.Canceled, RunStatus.Canceled), (await StatusAsync(delayed), await StatusAsync(dated)));
    }

    [SkippableFact]
    public async Task A_run_that_was_due_in_the_past_expires_from_now()
    {
        var id = await EmitAsync(run => run with { RunAt = TestStore.Start - Hour, ExpireAfter = Second });

        Assert.Equal(RunStatus.Queued, await StatusAsync(id));
        await PassAsync(Second);
        Assert.Equal(RunStatus.Canceled, await StatusAsync(id));
    }

    [SkippableFact]
    public async Task A_run_whose_promotion_comes_after_its_time_to_start_ends_canceled()
    {
        var id = await EmitAsync(run => run with { Delay = Second, ExpireAfter = Second });

        await PassAsync(Hour);

        Assert.Equal((RunStatus.Canceled, "expired"), (await StatusAsync(id), (await GetAsync(id)).CancelReason));
        Assert.Null((await GetAsync(id)).DueAt);
    }

    [SkippableTheory]
    [InlineData("retry")]
    [InlineData("put off")]
    [InlineData("suspended")]
    [InlineData("given back")]
    public async Task A_run_that_was_started_once_does_not_expire(string how)
    {
        var claimed = await StartAsync(run => run with { ExpireAfter = Second });
        switch (how)
        {
            case "retry":
                await FinishAsync(claimed, Retry(Hour));
                break;
            case "put off":
                await FinishAsync(claimed, Released(Hour));
                break;
            case "suspended":
                await SuspendAsync(claimed, Sleep("nap", Hour));
                break;
            default:
                await TakeBackAsync(how);
                break;
        }

        await PassAsync(Hour);

        Assert.Equal(claimed.Id, (await ClaimOneAsync()).Id);
    }

    [SkippableFact]
    public async Task The_time_to_start_is_the_workflows_of_the_emit_unless_the_run_has_its_own()
    {
        await DefineAsync(info => info with { ExpireAfter = 2 * Second });
        var workflows = await EmitAsync();
        var own = await EmitAsync(run => run with { ExpireAfter = 3 * Second });
        await DefineAsync(info => info);
        var none = await EmitAsync();

        await PassAsync(2 * Second);
        Assert.Equal((RunStatus.Canceled, RunStatus.Queued), (await StatusAsync(workflows), await StatusAsync(own)));
        await PassAsync(Second);

        Assert.Equal((RunStatus.Canceled, RunStatus.Queued), (await StatusAsync(own), await StatusAsync(none)));
    }

    [SkippableFact]
    public async Task A_run_that_expires_with_a_slot_in_hand_frees_it()
    {
        await LimitAsync(total: 1);
        await EmitAsync(run => run with { ExpireAfter = Second });
        var second = await EmitAsync();

        await PassAsync(Second);

        Assert.Equal([second], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_expires_in_the_backlog_is_never_admitted_and_frees_nothing()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var expiring = await EmitAsync(run => run with { ExpireAfter = Second });
        var third = await EmitAsync();

        await PassAsync(Second);

        Assert.Equal(RunStatus.Canceled, await StatusAsync(expiring));
        Assert.Empty(await ClaimAsync());
        Assert.Equal([third], await DrainAsync(first));
    }

    [SkippableFact]
    public async Task A_run_expires_while_its_workflow_or_its_queue_is_paused()
    {
        await Store.PauseQueueAsync(Queue, null);
        var ready = await EmitAsync(run => run with { ExpireAfter = Second });
        await PauseAsync();
        var waiting = await EmitAsync(run => run with { ExpireAfter = Second });

        await PassAsync(Second);

        Assert.Equal((RunStatus.Canceled, RunStatus.Canceled), (await StatusAsync(ready), await StatusAsync(waiting)));
    }

    [SkippableFact]
    public async Task A_run_that_was_canceled_does_not_expire_again()
    {
        var id = await EmitAsync(run => run with { ExpireAfter = Second });

        await Store.CancelAsync(id, "enough");

        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
        Assert.Equal("enough", (await GetAsync(id)).CancelReason);
    }

    [SkippableFact]
    public async Task Deadlines_are_dealt_with_a_few_at_a_time()
    {
        await EmitSomeAsync(5, run => run with { ExpireAfter = Second });
        await AdvanceAsync(Second);

        Assert.Equal(new(3, TimeSpan.Zero) { Lateness = TimeSpan.Zero }, await Store.PromoteAsync(3));
        Assert.Equal(new(2, null) { Lateness = TimeSpan.Zero }, await Store.PromoteAsync(3));
    }

    [SkippableFact]
    public async Task A_deadline_that_is_the_earliest_timer_now_wakes_the_schedulers()
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeTimersAsync(() => woken.TrySetResult());

        await EmitAsync(run => run with { ExpireAfter = Second });

        await woken.Task.Bounded();
    }
}
