using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_queued_run_is_canceled_at_once_and_never_claimed()
    {
        var id = await EmitAsync();

        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(id, "changed my mind"));
        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(id, "again"));

        Assert.Empty(await ClaimAsync());
        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Canceled, "changed my mind"), (run.Status, run.CancelReason));
    }

    [SkippableFact]
    public async Task A_scheduled_run_and_a_waiting_one_are_canceled_at_once()
    {
        var scheduled = await EmitAsync(run => run with { Delay = TimeSpan.FromSeconds(1) });
        var waiting = await EmitAsync();
        await SuspendAsync(await ClaimOneAsync(), Sleep("nap", TimeSpan.FromSeconds(1)));

        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(scheduled, null));
        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(waiting, null));

        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
        Assert.Null((await GetAsync(scheduled)).CancelReason);
        Assert.Equal(RunStatus.Canceled, await StatusAsync(waiting));
    }

    [SkippableFact]
    public async Task A_running_run_is_canceled_through_its_worker_by_message_and_by_renewal()
    {
        var signals = new TaskCompletionSource<WorkerSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await using var subscription = await Store.SubscribeAsync(Worker, signal => signals.TrySetResult(signal));

        Assert.Equal(CancelResult.Requested, await Store.CancelAsync(id, "enough"));

        Assert.Equal(new WorkerSignal.Cancel(new(id, claimed.Fence)), await signals.Task.Bounded());
        var renewed = await Store.RenewAsync(new(Worker, Lease, [new(id, claimed.Fence)], ReturnStrangers: true));
        Assert.Equal([id], renewed.Canceled);
        Assert.True(await FinishAsync(claimed, new PassOutcome.Canceled()));
        Assert.Equal((RunStatus.Canceled, "enough"), (await StatusAsync(id), (await GetAsync(id)).CancelReason));
    }

    [SkippableTheory]
    [InlineData("retry", RunStatus.Canceled)]
    [InlineData("suspended", RunStatus.Canceled)]
    [InlineData("released", RunStatus.Canceled)]
    [InlineData("succeeded", RunStatus.Succeeded)]
    [InlineData("failed", RunStatus.Failed)]
    public async Task After_a_request_to_cancel_a_run_does_not_go_on_but_a_result_stands(string outcome, RunStatus expected)
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await Store.CancelAsync(id, "enough");

        await FinishAsync(claimed, outcome switch
        {
            "retry" => Retry(TimeSpan.FromSeconds(1)),
            "suspended" => new PassOutcome.Suspended([Sleep("nap", TimeSpan.FromSeconds(1))]),
            "released" => new PassOutcome.Released(TimeSpan.Zero),
            "succeeded" => Succeeded,
            _ => new PassOutcome.Failed(new("Boom", "It failed.")),
        });

        Assert.Equal(expected, await StatusAsync(id));
    }

    [SkippableFact]
    public async Task An_ended_run_is_not_canceled()
    {
        var id = await EmitAsync();
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.Equal(CancelResult.AlreadyFinished, await Store.CancelAsync(id, "too late"));

        Assert.Equal((RunStatus.Succeeded, null), (await StatusAsync(id), (await GetAsync(id)).CancelReason));
    }

    [SkippableFact]
    public async Task A_run_that_does_not_exist_is_not_canceled() => Assert.Null(await Store.CancelAsync(RunId.New(0), null));

    [SkippableFact]
    public async Task A_waiter_is_told_of_the_end_without_polling()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        var waits = Enumerable.Range(0, 10).Select(_ => Store.AwaitAsync(id, Wait.Limit)).ToArray();
        Assert.Null(await Store.AwaitAsync(id, TimeSpan.Zero));

        await FinishAsync(claimed, Succeeded);

        foreach (var outcome in await Task.WhenAll(waits).Bounded())
        {
            Assert.Equal("42", Assert.IsType<RunOutcome.Succeeded>(outcome).Output.ToString());
        }
    }

    [SkippableFact]
    public async Task A_wait_answers_how_a_run_ended_and_that_there_is_none()
    {
        var failed = await EmitAsync();
        await FinishAsync(await ClaimOneAsync(), new PassOutcome.Failed(new("Boom", "It failed.")));
        var canceled = await EmitAsync();
        await Store.CancelAsync(canceled, "enough");

        Assert.Equal(new RunOutcome.Failed(new("Boom", "It failed.")), await Store.AwaitAsync(failed, TimeSpan.Zero));
        Assert.Equal(new RunOutcome.Canceled("enough"), await Store.AwaitAsync(canceled, TimeSpan.Zero));
        await Assert.ThrowsAsync<RunNotFoundException>(() => Store.AwaitAsync(RunId.New(0), TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task A_wait_that_ends_early_leaves_nothing_behind()
    {
        var id = await EmitAsync();
        using var canceled = new CancellationTokenSource();
        var wait = Store.AwaitAsync(id, Wait.Limit, canceled.Token);

        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Bounded());
        var timedOut = Store.AwaitAsync(id, TimeSpan.FromMilliseconds(1));
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Null(await timedOut.Bounded());
        await Assert.ThrowsAsync<RunNotFoundException>(() => Store.AwaitAsync(RunId.New(0), Wait.Limit));
        Assert.Equal(0, Test.AwaitedRuns);
    }
}
