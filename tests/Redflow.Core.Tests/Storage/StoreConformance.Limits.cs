using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task No_more_runs_of_a_workflow_are_given_out_than_its_limit()
    {
        await LimitAsync(total: 2);
        await RegisterAsync("worker-2");
        var ids = await EmitSomeAsync(5);

        Assert.Equal([ids[0], ids[1]], await ClaimIdsAsync());
        Assert.Empty(await ClaimAsync(worker: "worker-2"));

        Assert.Equal(RunStatus.Queued, await StatusAsync(ids[2]));
        Assert.Equal(0, await ReadyAsync());
    }

    [SkippableTheory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    [InlineData("canceled")]
    [InlineData("retry later")]
    [InlineData("retry at once")]
    [InlineData("suspended")]
    [InlineData("suspended until now")]
    [InlineData("put off")]
    public async Task A_pass_that_ends_hands_its_slot_to_the_next_run_in_the_same_call(string outcome)
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var second = await EmitAsync();
        await Test.AdvanceAsync(Millisecond);

        var reply = await Store.ExchangeAsync(new(Worker, [Queue], 10, [new(first.Id, first.Fence, outcome switch
        {
            "succeeded" => Succeeded,
            "failed" => Failed,
            "canceled" => Canceled,
            "retry later" => Retry(Hour),
            "retry at once" => Retry(TimeSpan.Zero),
            "suspended" => new PassOutcome.Suspended([Sleep("nap", Hour)]),
            "suspended until now" => new PassOutcome.Suspended([Sleep("nap", TimeSpan.Zero)]),
            _ => Released(Hour),
        })]));

        Assert.Equal(second, Assert.Single(reply.Claimed).Id);
    }

    [SkippableFact]
    public async Task A_run_retried_at_once_queues_up_for_a_slot_again()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        await EmitAsync();
        await Test.AdvanceAsync(Millisecond);

        await FinishAsync(first, Retry(TimeSpan.Zero));
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        Assert.Equal((first.Id, 2), ((await ClaimOneAsync()).Id, (await GetAsync(first.Id)).Attempt));
    }

    [SkippableFact]
    public async Task A_run_that_is_released_at_once_keeps_its_slot()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        await EmitAsync(run => run with { Priority = -1 });

        await FinishAsync(first, Released(TimeSpan.Zero));

        Assert.Equal([first.Id], await ClaimIdsAsync());
    }

    [SkippableTheory]
    [InlineData("given back")]
    [InlineData("drained")]
    [InlineData("reaped")]
    public async Task A_run_that_its_worker_could_not_end_keeps_its_slot(string how)
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        await EmitAsync(run => run with { Priority = -1 });

        await TakeBackAsync(how);

        await RegisterAsync("worker-2");
        Assert.Equal([first.Id], (await ClaimAsync(worker: "worker-2")).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_run_that_fails_with_its_last_worker_frees_its_slot()
    {
        await DefineAsync(info => info with { MaxCrashes = 1, Limits = new() { MaxConcurrency = 1 } });
        await StartAsync();
        var second = await EmitAsync();

        await TakeBackAsync("reaped");

        await RegisterAsync(Worker);
        Assert.Equal([second], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_is_canceled_before_its_claim_frees_its_slot()
    {
        await LimitAsync(total: 1);
        var ids = await EmitSomeAsync(2);

        await Store.CancelAsync(ids[0], null);

        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task An_emit_sent_twice_takes_one_slot()
    {
        await LimitAsync(total: 2);
        var run = New();
        await Store.EmitAsync(run);
        await Store.EmitAsync(run);
        var second = await EmitAsync();

        Assert.Equal([run.Id, second], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_finish_sent_twice_frees_one_slot()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var ids = await EmitSomeAsync(2);

        await FinishAsync(first, Succeeded);
        await FinishAsync(first, Succeeded);

        Assert.Equal([ids[0]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_late_finish_frees_no_slot()
    {
        await LimitAsync(total: 1);
        var zombie = await StartAsync();
        await EmitAsync();
        await TakeBackAsync("reaped");
        await RegisterAsync(Worker);

        Assert.False(await FinishAsync(zombie, Succeeded));

        Assert.Equal([zombie.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_freed_slot_wakes_an_idle_worker()
    {
        await LimitAsync(total: 1);
        await RegisterAsync("worker-2");
        var first = await StartAsync();
        await EmitAsync();
        var woken = new TaskCompletionSource<WorkerSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync("worker-2", signal => woken.TrySetResult(signal));
        Assert.Empty(await ClaimAsync(worker: "worker-2"));

        await FinishAsync(first, Succeeded);

        Assert.IsType<WorkerSignal.Wake>(await woken.Task.Bounded());
    }

    [SkippableFact]
    public async Task A_limit_holds_with_many_workers_at_once()
    {
        const int Limit = 3;
        await LimitAsync(total: Limit);
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => EmitAsync()));

        var race = new Race(Store, Queue, await RegisterManyAsync(8));
        await race.RunAsync(200).Bounded();

        Assert.Equal(ids.Order(), race.Ended.Order());
        Assert.InRange(race.MostHeld, 1, Limit);
    }

    /// <summary>Ends a run, and then one after the other each that may run next; returns these.</summary>
    private async Task<IReadOnlyList<RunId>> DrainAsync(ClaimedRun first)
    {
        var ids = new List<RunId>();
        await FinishAsync(first, Succeeded);
        while ((await ClaimAllAsync()) is { Count: > 0 } claimed)
        {
            ids.Add(Assert.Single(claimed).Id);
            await FinishAsync(claimed[0], Succeeded);
        }

        return ids;
    }

    private async Task<IReadOnlyList<string>> RegisterManyAsync(int count)
    {
        var workers = Enumerable.Range(1, count).Select(i => $"racer-{i}").ToArray();
        await Task.WhenAll(workers.Select(RegisterAsync));
        return workers;
    }
}
