using Redflow.Limits;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    private static readonly RateLimit TwoInTenSeconds = new(2, 10 * Second);

    [SkippableFact]
    public async Task A_rate_admits_no_more_runs_within_its_period()
    {
        await LimitAsync(rate: TwoInTenSeconds);
        var ids = await EmitSomeAsync(3);
        Assert.Equal([ids[0], ids[1]], await ClaimIdsAsync());

        await AdvanceAsync((10 * Second) - Millisecond);
        Assert.Equal(new(0, Millisecond), await Store.PromoteAsync(10));
        Assert.Empty(await ClaimAsync());

        await PassAsync(Millisecond);
        Assert.Equal([ids[2]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_rate_holds_in_any_stretch_of_its_period()
    {
        await LimitAsync(rate: TwoInTenSeconds);
        await EmitAsync();
        await AdvanceAsync(6 * Second);
        var ids = await EmitSomeAsync(3);
        Assert.Equal(2, (await ClaimAsync()).Count);

        await PassAsync(4 * Second);
        Assert.Equal([ids[1]], await ClaimIdsAsync());
        await PassAsync((6 * Second) - Millisecond);
        Assert.Empty(await ClaimAsync());

        await PassAsync(Millisecond);
        Assert.Equal([ids[2]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_ends_gives_nothing_of_the_rate_back()
    {
        await LimitAsync(rate: TwoInTenSeconds);
        await EmitSomeAsync(3);

        foreach (var claimed in await ClaimAsync())
        {
            await FinishAsync(claimed, Succeeded);
        }

        Assert.Empty(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task A_rate_of_each_key_counts_them_apart()
    {
        await LimitAsync(rate: new(1, 10 * Second, PerKey: true));
        var ids = await EmitForAsync("a", "a", "b", "b");
        Assert.Equal([ids[0], ids[2]], await ClaimIdsAsync());

        await PassAsync(10 * Second);

        Assert.Equal([ids[1], ids[3]], (await ClaimIdsAsync()).Order());
    }

    [SkippableFact]
    public async Task A_key_whose_rate_is_used_up_is_passed_over()
    {
        await LimitAsync(total: 1, rate: new(1, 10 * Second, PerKey: true));
        var first = await StartAsync(run => run with { LimitKey = "a" });
        var ids = await EmitForAsync("a", "b");

        Assert.Equal([ids[1]], await DrainAsync(first));
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_is_not_held_up_by_the_rate_and_does_not_count()
    {
        await LimitAsync(rate: TwoInTenSeconds);
        var sleeper = await StartWaitingAsync(Sleep("nap", Second));
        await StartAsync();

        await PassAsync(Second);
        Assert.Equal([sleeper.Id], await ClaimIdsAsync());

        // Of the two starts at the beginning nothing counts any more; of the wake-up nothing ever did.
        await PassAsync(9 * Second);
        await EmitSomeAsync(3);
        Assert.Equal(2, (await ClaimAllAsync()).Count);
    }

    [SkippableFact]
    public async Task A_rate_leaves_the_keys_their_turns()
    {
        await LimitAsync(rate: new(1, 10 * Second));
        var ids = await EmitForAsync("", "", "a", "a", "");
        Assert.Equal([ids[0]], await ClaimIdsAsync());
        var served = new List<RunId>();

        for (var i = 0; i < 4; i++)
        {
            await PassAsync(10 * Second);
            served.AddRange(await ClaimIdsAsync());
        }

        Assert.Equal([ids[1], ids[2], ids[4], ids[3]], served);
    }

    [SkippableFact]
    public async Task A_key_whose_rate_was_used_up_keeps_its_turn()
    {
        await LimitAsync(total: 1, rate: new(1, 10 * Second, PerKey: true));
        var first = await StartAsync(run => run with { LimitKey = "a" });
        var ids = await EmitForAsync("a", "b", "c");
        await FinishAsync(first, Succeeded);
        var second = await ClaimOneAsync();
        Assert.Equal(ids[1], second.Id);

        await PassAsync(10 * Second);

        Assert.Equal([ids[0], ids[2]], await DrainAsync(second));
    }

    [SkippableTheory]
    [InlineData("a", false)]
    [InlineData("a", true)]
    [InlineData("b", false)]
    public async Task A_run_that_wakes_up_passes_the_starts_that_the_rate_holds_up(string key, bool perKey)
    {
        await LimitAsync(rate: new(1, Hour, perKey));
        var sleeper = await StartAsync(run => run with { LimitKey = "a" });
        await SuspendAsync(sleeper, Sleep("nap", Second));
        await EmitForAsync(key, "a");

        await PassAsync(Second);

        Assert.Contains(sleeper.Id, await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_passes_no_start_of_a_lower_priority_number()
    {
        await LimitAsync(rate: new(1, 10 * Second));
        var sleeper = await StartWaitingAsync(Sleep("nap", Second));
        var urgent = await EmitAsync(run => run with { Priority = -1 });
        await PassAsync(Second);
        Assert.Empty(await ClaimAsync());
        Assert.IsType<WaitReason.Backlog>(await Store.ExplainAsync(sleeper.Id));

        await PassAsync(9 * Second);

        Assert.Equal([urgent, sleeper.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_is_let_through_when_the_start_before_it_is_canceled()
    {
        await LimitAsync(rate: new(1, Hour, PerKey: true));
        var sleeper = await StartWaitingAsync(Sleep("nap", Second));
        var urgent = await EmitAsync(run => run with { Priority = -1 });
        await PassAsync(Second);

        await Store.CancelAsync(urgent, null);

        Assert.Equal([sleeper.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_retry_counts_as_a_start()
    {
        await LimitAsync(rate: new(1, 10 * Second));
        var first = await StartAsync();

        await FinishAsync(first, Retry(TimeSpan.Zero));

        Assert.Empty(await ClaimAllAsync());
        await PassAsync(10 * Second);
        Assert.Equal(2, (await ClaimOneAsync()).Attempt);
    }

    [SkippableTheory]
    [InlineData("given back")]
    [InlineData("drained")]
    [InlineData("reaped")]
    public async Task A_run_that_its_worker_could_not_end_is_not_held_up_by_the_rate(string how)
    {
        await LimitAsync(rate: new(1, Hour));
        var first = await StartAsync();

        await TakeBackAsync(how);

        await RegisterAsync(Worker);
        Assert.Equal([first.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_is_released_at_once_is_not_held_up_by_the_rate()
    {
        await LimitAsync(rate: new(1, Hour));
        var first = await StartAsync();

        await FinishAsync(first, Released(TimeSpan.Zero));

        Assert.Equal([first.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_rate_and_a_concurrency_limit_hold_together()
    {
        await LimitAsync(total: 1, rate: TwoInTenSeconds);
        var first = await StartAsync();
        var ids = await EmitSomeAsync(3);

        Assert.Equal([ids[0]], await DrainAsync(first));
        await PassAsync(10 * Second);

        var second = await ClaimOneAsync();
        Assert.Equal(ids[1], second.Id);
        Assert.Empty(await ClaimAllAsync());
        Assert.Equal([ids[2]], await DrainAsync(second));
    }

    [SkippableFact]
    public async Task A_rate_that_is_raised_or_removed_admits_the_next_runs_at_once()
    {
        await LimitAsync(rate: new(1, Hour));
        var ids = await EmitSomeAsync(4);
        await ClaimAsync();

        await SetLimitsAsync(rate: TwoInTenSeconds);
        Assert.Equal([ids[1]], await ClaimIdsAsync());
        await SetLimitsAsync();

        Assert.Equal([ids[2], ids[3]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_rate_that_is_newer_than_the_ready_runs_holds_for_them_too()
    {
        var ids = await EmitSomeAsync(3);

        await SetLimitsAsync(rate: TwoInTenSeconds);

        Assert.Equal([ids[0], ids[1]], (await ClaimAllAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_rate_makes_the_next_start_a_timer_for_the_scheduler()
    {
        await LimitAsync(rate: TwoInTenSeconds);
        await EmitSomeAsync(2);
        await Test.AdvanceAsync(Second);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeTimersAsync(() => woken.TrySetResult());

        await EmitAsync();

        await woken.Task.Bounded();
        Assert.Equal(new(0, 9 * Second), await Store.PromoteAsync(10));
    }

    [SkippableFact]
    public async Task A_rate_holds_with_many_workers_at_once()
    {
        await LimitAsync(rate: new(7, Hour));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EmitAsync()));
        var workers = await RegisterManyAsync(6);

        var claims = await Task.WhenAll(workers.Select(worker => Task.Run(() => ClaimAsync(worker: worker)))).Bounded();

        Assert.Equal(7, claims.Sum(claimed => claimed.Count));
    }
}
