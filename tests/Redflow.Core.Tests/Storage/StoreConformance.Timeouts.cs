using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("running")]
    [InlineData("waiting")]
    [InlineData("scheduled")]
    [InlineData("queued")]
    public async Task A_run_that_takes_longer_than_its_time_out_ends_failed_whatever_it_does(string status)
    {
        var claimed = await StartAsync(run => run with { Timeout = 2 * Second });
        await (status switch
        {
            "running" => Task.CompletedTask,
            "waiting" => SuspendAsync(claimed, Sleep("nap", Hour)),
            "scheduled" => FinishAsync(claimed, Retry(Hour)),
            _ => FinishAsync(claimed, Retry(TimeSpan.Zero)),
        });
        await AdvanceAsync((2 * Second) - Millisecond);
        Assert.Equal(new(0, Millisecond), await Store.PromoteAsync(10));
        Assert.Equal(status, (await StatusAsync(claimed.Id)).ToWord());

        await AdvanceAsync(Millisecond);
        Assert.Equal(1, (await Store.PromoteAsync(10)).Count);

        var run = await GetAsync(claimed.Id);
        var error = new RunError(RunError.RunTimedOut, "The run took longer than its time-out of 2000 ms.");
        Assert.Equal((RunStatus.Failed, error, null, Test.Now), (run.Status, run.Error, run.DueAt, run.FinishedAt!.Value));
        Assert.Equal(new RunOutcome.Failed(error), await Store.AwaitAsync(claimed.Id, TimeSpan.Zero));
        Assert.Empty(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task A_worker_whose_run_took_too_long_is_told_and_can_change_nothing()
    {
        var claimed = await StartAsync(run => run with { Timeout = Second });
        var signals = new TaskCompletionSource<WorkerSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync(Worker, signal => signals.TrySetResult(signal));

        await PassAsync(Second);

        Assert.Equal(new WorkerSignal.TimedOut(new(claimed.Id, claimed.Fence)), await signals.Task.Bounded());
        Assert.False(await FinishAsync(claimed, Succeeded));
        Assert.Equal(CommitReply.Stale, await Store.CommitStepAsync(Commit(claimed, "late", "1")));
        Assert.Equal(RunStatus.Failed, await StatusAsync(claimed.Id));
        var renewed = await Store.RenewAsync(new(Worker, Lease, [new(claimed.Id, claimed.Fence)], ReturnStrangers: true));
        Assert.Equal([claimed.Id], renewed.TimedOut);
        Assert.Empty(renewed.Lost);
        Assert.Equal((true, 0), (renewed.Known, renewed.Returned));
    }

    [SkippableFact]
    public async Task A_run_that_was_lost_before_it_took_too_long_is_lost()
    {
        var claimed = await StartAsync(run => run with { Timeout = Minute });
        await TakeBackAsync("given back");
        var again = await ClaimOneAsync();
        await PassAsync(Minute);

        var renewed = await Store.RenewAsync(
            new(Worker, Lease, [new(claimed.Id, claimed.Fence), new(again.Id, again.Fence)], ReturnStrangers: true));

        Assert.Equal([claimed.Id], renewed.Lost);
        Assert.Equal([again.Id], renewed.TimedOut);
    }

    [SkippableFact]
    public async Task A_time_out_begins_with_the_first_start()
    {
        var id = await EmitAsync(run => run with { Timeout = Second, Delay = Minute });
        await PassAsync(Minute);
        await AdvanceAsync(Minute);
        var claimed = await ClaimOneAsync();

        Assert.Equal(new(0, Second), await Store.PromoteAsync(10));

        Assert.Equal((id, RunStatus.Running), (claimed.Id, await StatusAsync(id)));
    }

    [SkippableFact]
    public async Task A_time_out_does_not_begin_anew_with_the_next_attempt()
    {
        var claimed = await StartAsync(run => run with { Timeout = 3 * Second });
        await AdvanceAsync(2 * Second);
        await FinishAsync(claimed, Retry(TimeSpan.Zero));
        await ClaimOneAsync();

        Assert.Equal(new(0, Second), await Store.PromoteAsync(10));
    }

    [SkippableFact]
    public async Task A_run_that_ends_in_time_has_no_time_out_left()
    {
        var claimed = await StartAsync(run => run with { Timeout = Second });

        await FinishAsync(claimed, Succeeded);

        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
        await PassAsync(Second);
        Assert.Equal(RunStatus.Succeeded, await StatusAsync(claimed.Id));
    }

    [SkippableFact]
    public async Task The_time_out_is_the_workflows_of_the_first_start_unless_the_run_has_its_own()
    {
        var ids = new[] { await EmitAsync(), await EmitAsync(run => run with { Timeout = 2 * Second }) };
        await DefineAsync(info => info with { Timeout = Second });
        await ClaimAsync();
        await DefineAsync(info => info);

        await PassAsync(Second);
        Assert.Equal((RunStatus.Failed, RunStatus.Running), (await StatusAsync(ids[0]), await StatusAsync(ids[1])));
        await PassAsync(Second);

        Assert.Equal(RunStatus.Failed, await StatusAsync(ids[1]));
    }

    [SkippableFact]
    public async Task A_run_that_takes_too_long_frees_its_slot()
    {
        await LimitAsync(total: 1);
        await StartAsync(run => run with { Timeout = Second });
        var second = await EmitAsync();

        await PassAsync(Second);

        Assert.Equal([second], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_takes_too_long_in_the_backlog_frees_nothing()
    {
        await LimitAsync(total: 1);
        var retried = await StartAsync(run => run with { Timeout = Second });
        var holder = await EmitAsync();
        await Test.AdvanceAsync(Millisecond);
        await FinishAsync(retried, Retry(TimeSpan.Zero));
        var first = await ClaimOneAsync();
        await EmitAsync();

        await PassAsync(Second);

        Assert.Equal((holder, RunStatus.Failed), (first.Id, await StatusAsync(retried.Id)));
        Assert.Empty(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task The_error_names_the_time_out_that_held_at_the_first_claim()
    {
        await DefineAsync(info => info with { Timeout = Second });
        var run = await StartAsync();
        await DefineAsync(info => info with { Timeout = Minute });

        await PassAsync(Second);

        Assert.Equal("The run took longer than its time-out of 1000 ms.", (await GetAsync(run.Id)).Error!.Message);
    }

    [SkippableFact]
    public async Task A_run_that_was_to_be_canceled_and_takes_too_long_ends_once()
    {
        var claimed = await StartAsync(run => run with { Timeout = Second });
        await Store.CancelAsync(claimed.Id, "enough");

        await PassAsync(Second);

        Assert.True((await StatusAsync(claimed.Id)).IsTerminal());
        Assert.False(await FinishAsync(claimed, Canceled));
        Assert.Equal(1, (await Store.GetStatsAsync()).Runs.Where(count => count.Key.IsTerminal()).Sum(count => count.Value));
    }
}
