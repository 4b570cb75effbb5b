using System.Collections.Concurrent;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_run_that_becomes_ready_wakes_one_idle_worker()
    {
        await RegisterAsync("worker-2");
        var woken = new ConcurrentQueue<string>();
        await using var first = await Store.SubscribeAsync(Worker, _ => woken.Enqueue(Worker));
        await using var second = await Store.SubscribeAsync("worker-2", _ => woken.Enqueue("worker-2"));
        await ClaimAsync();
        await ClaimAsync(worker: "worker-2");

        await EmitAsync();
        await Wait.UntilAsync(() => Task.FromResult(!woken.IsEmpty), "a worker is woken");
        await EmitAsync();
        await Wait.UntilAsync(() => Task.FromResult(woken.Count >= 2), "the other worker is woken");
        await EmitAsync();

        Assert.Equal([Worker, "worker-2"], woken.Order());
    }

    [SkippableFact]
    public async Task A_worker_that_nobody_hears_is_passed_over()
    {
        await RegisterAsync("worker-2");
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync("worker-2", _ => woken.TrySetResult());
        await ClaimAsync();
        await ClaimAsync(worker: "worker-2");

        await EmitAsync();

        await woken.Task.Bounded();
    }

    [SkippableFact]
    public async Task A_claim_that_leaves_runs_behind_wakes_the_next_worker()
    {
        await RegisterAsync("worker-2");
        var woken = new ConcurrentQueue<string>();
        await using var first = await Store.SubscribeAsync(Worker, _ => woken.Enqueue(Worker));
        await using var second = await Store.SubscribeAsync("worker-2", _ => woken.Enqueue("worker-2"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EmitAsync(run => run with { Delay = TimeSpan.FromMilliseconds(1) })));
        await ClaimAsync();
        await ClaimAsync(worker: "worker-2");
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await Store.PromoteAsync(10);
        await Wait.UntilAsync(() => Task.FromResult(!woken.IsEmpty), "one worker is woken for all three");

        Assert.InRange(woken.Count, 1, MostWoken);
        await ClaimOneAsync(woken.First());

        await Wait.UntilAsync(() => Task.FromResult(woken.Distinct().Count() == 2), "the other worker is woken");
    }

    [SkippableFact]
    public async Task A_timer_that_is_the_earliest_now_wakes_the_schedulers()
    {
        await EmitAsync(run => run with { Delay = TimeSpan.FromHours(2) });
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeTimersAsync(() => woken.TrySetResult());

        await EmitAsync(run => run with { Delay = TimeSpan.FromHours(1) });

        await woken.Task.Bounded();
        Assert.Equal(TimeSpan.FromHours(1), (await Store.PromoteAsync(10)).NextIn);
    }
}
