using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task A_run_that_failed_or_was_canceled_is_retried_in_place(string status)
    {
        var id = await EndAsync(status == "failed" ? Failed : Canceled);
        await Test.AdvanceAsync(Second);

        Assert.Equal(RetryResult.Retried, await Store.RetryAsync(id));
        Assert.Equal(RetryResult.NotFinished, await Store.RetryAsync(id));

        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Queued, 2, null, null), (run.Status, run.Attempt, run.FinishedAt, run.CancelReason));
        var claimed = await ClaimOneAsync();
        Assert.Equal((id, 2, 1, 0), (claimed.Id, claimed.Attempt, claimed.EarlierAttempts, claimed.Crashes));
        Assert.Equal(TestStore.Start, (await GetAsync(id)).StartedAt);
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_run_that_was_canceled_before_it_started_knows_of_its_earlier_attempt()
    {
        var id = await EmitAsync();
        await Store.CancelAsync(id, null);

        Assert.Equal(RetryResult.Retried, await Store.RetryAsync(id));

        var claimed = await ClaimOneAsync();
        Assert.Equal((2, 1), (claimed.Attempt, claimed.EarlierAttempts));
    }

    [SkippableFact]
    public async Task A_run_that_succeeded_or_has_not_ended_or_does_not_exist_is_not_retried()
    {
        var succeeded = await EndAsync(Succeeded);
        var queued = await EmitAsync();

        Assert.Equal(RetryResult.Succeeded, await Store.RetryAsync(succeeded));
        Assert.Equal(RetryResult.NotFinished, await Store.RetryAsync(queued));
        Assert.Null(await Store.RetryAsync(RunId.New(0)));

        Assert.Equal([queued], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_retried_run_keeps_its_finished_steps_and_its_failed_ones_until_they_are_replaced()
    {
        var run = await StartAsync();
        await Store.CommitStepAsync(Commit(run, "charge", "1"));
        await Store.CommitStepAsync(Commit(run, "ship", "{\"type\":\"Boom\",\"message\":\"no\"}") with { Status = StepStatus.Failed, Position = 2 });
        await FinishAsync(run, Failed);

        await Store.RetryAsync(run.Id);

        var claimed = await ClaimOneAsync();
        Assert.Equal(["charge"], claimed.Steps.Keys);
        Assert.Equal(StepStatus.Failed, (await GetStepAsync(run.Id, "ship")).Status);
        Assert.True((await Store.CommitStepAsync(Commit(claimed, "ship", "2") with { Position = 2 })).IsCommitted);
        Assert.Equal(StepStatus.Succeeded, (await GetStepAsync(run.Id, "ship")).Status);
    }

    [SkippableFact]
    public async Task A_retried_run_has_forgotten_its_waits_and_what_failed_for_good()
    {
        var (parent, child) = await StartFamilyAsync();
        await FinishAsync(child, Failed);
        await RelayAllAsync();
        await SuspendAsync(await ClaimOneAsync(), ForSignal("approval", Minute, 2));
        await Store.CancelAsync(parent.Id, null);

        await Store.RetryAsync(parent.Id);

        var claimed = await ClaimOneAsync();
        Assert.Equal((parent.Id, 0, 0), (claimed.Id, claimed.FailedSteps.Count, claimed.Waits.Count));
        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
    }

    [SkippableFact]
    public async Task A_retried_run_can_run_its_failed_child_again()
    {
        var (parent, child) = await StartFamilyAsync();
        await FinishAsync(child, Failed);
        await RelayAllAsync();
        await FinishAsync(await ClaimOneAsync(), Failed);
        await Store.RetryAsync(parent.Id);

        await SuspendAndRelayAsync(await ClaimOneAsync(), ForChild(parent, "child", New()));
        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();

        Assert.Equal("42", Text((await ClaimOneAsync()).Steps["child"]));
    }

    [SkippableFact]
    public async Task A_retried_run_that_waits_for_the_same_child_is_told_of_its_end_again()
    {
        var parent = await StartAsync();
        var child = New();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));
        await FinishAsync(await ClaimOneAsync(), Failed);
        await RelayAllAsync();
        await FinishAsync(await ClaimOneAsync(), Failed);
        await Store.RetryAsync(parent.Id);

        await SuspendAndRelayAsync(await ClaimOneAsync(), ForChild(parent, "child", child));

        Assert.Equal(Boom with { Child = child.Id }, (await ClaimOneAsync()).FailedSteps["child"]);
    }

    [SkippableFact]
    public async Task A_child_that_is_retried_in_place_does_not_wake_a_parent_that_has_gone_on()
    {
        var (parent, child) = await StartFamilyAsync();
        await FinishAsync(child, Failed);
        await RelayAllAsync();
        await SuspendAsync(await ClaimOneAsync(), ForSignal("approval", null, 2));

        await Store.RetryAsync(child.Id);
        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Succeeded, RunStatus.Waiting), (await StatusAsync(child.Id), await StatusAsync(parent.Id)));
        Assert.Equal(StepStatus.Failed, (await GetStepAsync(parent.Id, "child")).Status);
    }

    [SkippableFact]
    public async Task A_retried_run_keeps_its_last_error_without_its_fingerprint()
    {
        var id = await EndAsync(Failed);

        await Store.RetryAsync(id);

        Assert.Equal(Boom, (await GetAsync(id)).Error);
        Assert.Null((await GetAsync(id)).Fingerprint);
        Assert.Equal(RunStatus.Queued, await StatusAsync(id));
    }

    [SkippableFact]
    public async Task A_retried_run_counts_crashes_anew()
    {
        var id = await EmitAsync();
        for (var crash = 0; crash < 2; crash++)
        {
            await RegisterAsync(Worker);
            await ClaimOneAsync();
            await TakeBackAsync("reaped");
        }

        Assert.Equal(RunStatus.Failed, await StatusAsync(id));
        await Store.RetryAsync(id);

        Assert.Equal((0, RunStatus.Queued), ((await GetAsync(id)).Crashes, await StatusAsync(id)));
        await RegisterAsync(Worker);
        await ClaimOneAsync();
        await TakeBackAsync("reaped");
        Assert.Equal((1, RunStatus.Queued), ((await GetAsync(id)).Crashes, await StatusAsync(id)));
    }

    [SkippableFact]
    public async Task A_retried_run_counts_its_earlier_attempts()
    {
        var run = await StartAsync();
        await FinishAsync(run, Retry(TimeSpan.Zero));
        await FinishAsync(await ClaimOneAsync(), Failed);

        await Store.RetryAsync(run.Id);

        var claimed = await ClaimOneAsync();
        Assert.Equal((3, 2), (claimed.Attempt, claimed.EarlierAttempts));
        await FinishAsync(claimed, Retry(TimeSpan.Zero));
        claimed = await ClaimOneAsync();
        Assert.Equal((4, 2), (claimed.Attempt, claimed.EarlierAttempts));
    }

    [SkippableFact]
    public async Task A_retried_run_keeps_its_key_when_nobody_else_has_it()
    {
        var run = await EndAsync(Failed, run => run with { IdempotencyKey = "k" });

        await Store.RetryAsync(run);

        Assert.Equal(new EmitReply.Existing(run), await Store.EmitAsync(Keyed(KeyReuse.AfterFailure)));
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task A_retried_run_has_its_key_for_no_longer_than_its_emit_said(int minutesBeforeRetry)
    {
        var id = await EndAsync(Failed, run => run with { IdempotencyKey = "order-1", KeyTtl = 2 * Minute });
        await PassAsync(minutesBeforeRetry * Minute);
        await Store.RetryAsync(id);
        await PassAsync(2 * Minute);

        var reply = await Store.EmitAsync(New() with { IdempotencyKey = "order-1" }).Bounded();

        Assert.IsType<EmitReply.Emitted>(reply);
    }

    [SkippableFact]
    public async Task A_retried_run_leaves_its_key_to_the_run_that_took_it_over()
    {
        var former = await EndAsync(Failed, run => run with { IdempotencyKey = "k" });
        var next = await EmitAsync(_ => Keyed(KeyReuse.AfterFailure));

        Assert.Equal(RetryResult.Retried, await Store.RetryAsync(former));

        Assert.Equal(new EmitReply.Existing(next), await Store.EmitAsync(Keyed()));
        Assert.Equal(2, (await ClaimAsync()).Count);
    }

    [SkippableFact]
    public async Task A_retried_run_queues_up_for_a_slot()
    {
        await LimitAsync(total: 1);
        var failed = await EndAsync(Failed);
        var holder = await StartAsync();

        await Store.RetryAsync(failed);

        Assert.Empty(await ClaimAllAsync());
        Assert.Equal([failed], await DrainAsync(holder));
    }

    [SkippableFact]
    public async Task A_retried_run_has_its_whole_time_out_again_from_its_next_start()
    {
        var run = await StartAsync(run => run with { Timeout = 2 * Second });
        await PassAsync(2 * Second);
        await Store.RetryAsync(run.Id);
        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
        await AdvanceAsync(Minute);

        await ClaimOneAsync();

        Assert.Equal(new(0, 2 * Second), await Store.PromoteAsync(10));
        await PassAsync(2 * Second);
        Assert.Equal(RunStatus.Failed, await StatusAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_worker_of_the_time_before_a_retry_can_change_nothing()
    {
        var zombie = await StartAsync(run => run with { Timeout = Second });
        await PassAsync(Second);
        await Store.RetryAsync(zombie.Id);

        Assert.False(await FinishAsync(zombie, Succeeded));
        await ClaimOneAsync();
        Assert.False(await FinishAsync(zombie, Succeeded));

        Assert.Equal(CommitReply.Stale, await Store.CommitStepAsync(Commit(zombie, "late", "1")));
        Assert.Equal(RunStatus.Running, await StatusAsync(zombie.Id));
    }

    [SkippableFact]
    public async Task A_retried_run_is_waited_for_again()
    {
        var id = await EndAsync(Failed);
        await Store.RetryAsync(id);
        var wait = Store.AwaitAsync(id, Wait.Limit);

        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.IsType<RunOutcome.Succeeded>(await wait.Bounded());
    }

    [SkippableFact]
    public async Task A_retried_run_is_counted_and_listed_in_its_new_status_alone()
    {
        var id = await EndAsync(Failed);

        await Store.RetryAsync(id);

        Assert.Empty(await ListAsync(new() { Status = RunStatus.Failed }));
        Assert.Equal([id], await ListAsync(new() { Status = RunStatus.Queued }));
        var stats = await Store.GetStatsAsync();
        Assert.Equal((0, 1), (stats.Runs[RunStatus.Failed], stats.Runs[RunStatus.Queued]));
    }
}
