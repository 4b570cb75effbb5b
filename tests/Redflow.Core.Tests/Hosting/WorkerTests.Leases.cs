using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public abstract partial class WorkerTests
{
    [SkippableFact]
    public async Task A_long_run_keeps_its_lease()
    {
        using var release = new SemaphoreSlim(0);
        await using var host = await StartAsync(async ctx =>
        {
            await release.WaitAsync(ctx.CancellationToken);
            return ctx.Run.Attempt;
        }, o => o.LeaseDuration = TimeSpan.FromSeconds(2));
        var handle = await EmitAsync(host);

        // Long enough that a busy machine's worker renews in time, as it would with a real lease.
        var until = DateTime.UtcNow.AddSeconds(3);
        await Wait.UntilAsync(async () => (await host.Store.ReapAsync(new(10, TimeSpan.FromDays(1), TimeSpan.Zero))).Count == 0 && DateTime.UtcNow > until, "the lease would have run out");
        release.Release();

        Assert.Equal(1, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task Cancel_reaches_the_handler_with_its_reason()
    {
        var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async ctx =>
        {
            ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, ctx.CancellationToken);
            return 0;
        });
        var handle = await EmitAsync(host);
        await started.Task.Bounded();

        Assert.Equal(CancelResult.Requested, await handle.CancelAsync("enough"));

        Assert.Equal(CancellationReason.RunCanceled, await reason.Task.Bounded());
        var canceled = await Assert.ThrowsAsync<RunCanceledException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal("enough", canceled.Reason);
    }

    [SkippableFact]
    public async Task A_callback_that_throws_when_the_token_fires_harms_nobody_else()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async ctx =>
        {
            if (ctx.Input == 1)
            {
                ctx.CancellationToken.Register(() => throw new InvalidOperationException("A callback."));
                started.TrySetResult();
                await Task.Delay(Timeout.Infinite, ctx.CancellationToken);
            }

            return ctx.Input;
        }, o => o.LeaseDuration = TimeSpan.FromMilliseconds(300));
        var handle = await EmitAsync(host, 1);
        await started.Task.Bounded();

        // A lost lease fires the token on the lease keeper's own path.
        await host.Store.ReleaseWorkerAsync((await handle.GetStateAsync()).Worker!);
        await handle.CancelAsync("enough");

        await Assert.ThrowsAsync<RunCanceledException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(2, await (await EmitAsync(host, 2)).GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_worker_that_lost_its_lease_stores_nothing_and_its_handler_is_told()
    {
        var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new SemaphoreSlim(0);
        var started = new SemaphoreSlim(0);
        var passes = 0;
        await using var host = await StartAsync(async ctx =>
        {
            var pass = Interlocked.Increment(ref passes);
            started.Release();
            if (pass == 1)
            {
                ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
                await release.WaitAsync();
            }

            return await ctx.Step.RunAsync("commit", _ => Task.FromResult(pass));
        });
        var handle = await EmitAsync(host);
        await started.WaitAsync().Bounded();

        // Another worker takes over: here, by the run being given back under a raised fence, behind this worker's back.
        var worker = (await handle.GetStateAsync()).Worker!;
        await host.Store.ReleaseWorkerAsync(worker);

        Assert.Equal(CancellationReason.LeaseLost, await reason.Task.Bounded());
        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        release.Release();
        Assert.Equal("2", (await host.Client.GetRunStepsAsync(handle.Id)).Single().Output.ToString());
    }

    [SkippableFact]
    public async Task A_run_that_a_worker_lost_and_claimed_again_has_one_pass_only()
    {
        var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new SemaphoreSlim(0);
        using var started = new SemaphoreSlim(0);
        var passes = 0;
        await using var host = await StartAsync(async ctx =>
        {
            var pass = Interlocked.Increment(ref passes);
            started.Release();
            if (pass == 1)
            {
                ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
                await release.WaitAsync();
            }

            return pass;
        }, o => (o.LeaseDuration, o.PollInterval) = (TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(10)));
        var handle = await EmitAsync(host);
        await started.WaitAsync().Bounded();

        // With so long a lease it is the claim, not the renewal, that finds out.
        await host.Store.ReleaseWorkerAsync((await handle.GetStateAsync()).Worker!);

        Assert.Equal(CancellationReason.LeaseLost, await reason.Task.Bounded());
        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        release.Release();
    }

    [SkippableFact]
    public async Task The_room_of_a_run_that_is_found_to_be_lost_is_filled_at_once()
    {
        using var release = new SemaphoreSlim(0);
        using var started = new SemaphoreSlim(0);
        var passes = 0;
        await using var host = await StartAsync(async ctx =>
        {
            var pass = Interlocked.Increment(ref passes);
            started.Release();
            if (pass == 1)
            {
                await release.WaitAsync();
            }

            return await ctx.Step.RunAsync("commit", _ => Task.FromResult(pass));
        }, o => (o.Concurrency, o.LeaseDuration) = (1, TimeSpan.FromMinutes(10)));
        var handle = await EmitAsync(host);
        await started.WaitAsync().Bounded();

        // Behind the worker's back: it finds out when it commits, long before it renews or polls.
        var worker = (await handle.GetStateAsync()).Worker!;
        Assert.Equal(1, (await host.Store.RenewAsync(new(worker, TimeSpan.FromMinutes(10), [], ReturnStrangers: true))).Returned);
        release.Release();

        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task Runs_whose_inputs_are_too_large_for_one_reply_all_start_without_a_poll()
    {
        using var together = new Barrier(4);
        await using var host = await StartAsync(redflow => redflow.AddWorkflow(
            "large",
            async (WorkflowContext<string> ctx) =>
            {
                await Task.Run(() => Assert.True(together.SignalAndWait(Wait.Limit)));
                return ctx.Input.Length;
            },
            o => o.MaxConcurrency = 0));
        var input = new string('x', 700_000);

        var handles = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Client.EmitWorkflowAsync<string, int>("large", input)));

        Assert.All(await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit))), length => Assert.Equal(input.Length, length));
    }

    [SkippableFact]
    public async Task Shutdown_drains_what_is_running_and_claims_nothing_new()
    {
        using var release = new SemaphoreSlim(0);
        using var started = new SemaphoreSlim(0);
        var host = await StartAsync(async ctx =>
        {
            started.Release();
            await release.WaitAsync(ctx.CancellationToken);
            return ctx.Input;
        }, o => o.Concurrency = 1);
        var store = server.OpenStore(Prefix);
        var running = await EmitAsync(host, 1);
        var queued = await EmitAsync(host, 2);
        await started.WaitAsync().Bounded();

        var stopping = host.StopAsync();
        release.Release();

        // Sooner than the grace period ends: nothing was claimed that would have to be waited for.
        await stopping.WaitAsync(new RedflowWorkerOptions().ShutdownGracePeriod / 2);

        Assert.Equal(RunStatus.Succeeded, (await store.FindRunAsync(running.Id))!.Status);
        Assert.Equal(RunStatus.Queued, (await store.FindRunAsync(queued.Id))!.Status);
        Assert.Equal(0, (await store.GetStatsAsync()).Workers);
        await host.DisposeAsync();
    }

    [SkippableFact]
    public async Task After_the_grace_period_handlers_are_canceled_and_their_runs_are_back_at_once()
    {
        var reason = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new SemaphoreSlim(0);
        var host = await StartAsync(async ctx =>
        {
            started.Release();
            ctx.CancellationToken.Register(() => reason.TrySetResult(ctx.CancellationReason));
            await Task.Delay(Timeout.Infinite, ctx.CancellationToken);
            return 0;
        }, o => o.ShutdownGracePeriod = TimeSpan.Zero);
        var store = server.OpenStore(Prefix);
        var handle = await EmitAsync(host);
        await started.WaitAsync().Bounded();

        await host.StopAsync().Bounded();

        Assert.Equal(CancellationReason.HostStopping, await reason.Task.Bounded());
        var run = (await store.FindRunAsync(handle.Id))!;
        Assert.Equal((RunStatus.Queued, 1), (run.Status, run.Attempt));
        await host.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_handler_that_ignores_the_stop_does_not_keep_its_run()
    {
        using var never = new SemaphoreSlim(0);
        var started = new SemaphoreSlim(0);
        var host = await StartAsync(async ctx =>
        {
            started.Release();
            await never.WaitAsync(CancellationToken.None);
            return 0;
        }, o => o.ShutdownGracePeriod = TimeSpan.Zero);
        var store = server.OpenStore(Prefix);
        var handle = await EmitAsync(host);
        await started.WaitAsync().Bounded();

        await host.StopAsync().Bounded();

        Assert.Equal(RunStatus.Queued, (await store.FindRunAsync(handle.Id))!.Status);
        await host.DisposeAsync();
    }
}
