using System.Diagnostics;
using Redflow.Client;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Scheduler.Tests;

/// <summary>The server is killed and comes back with what it had stored; everything else goes on by itself.</summary>
public sealed class OutageTests
{
    public static TheoryData<string> Servers => ["garnet", "redis"];

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task After_a_restart_of_Redis_runs_go_on_and_no_finished_step_runs_again(string kind)
    {
        await using TestServer server = kind == "garnet" ? new GarnetServer() : new RedisServer { Options = ["--appendfsync", "always"] };
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        var prefix = $"test-{Guid.NewGuid():N}";
        using var release = new SemaphoreSlim(0);
        using var inSecond = new SemaphoreSlim(0);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var firsts = 0;

        // The lease runs out while Redis is away: all that the worker held has to come back without counting as a lost worker.
        await using var worker = await WorkerHost.StartAsync(server, prefix, redflow => redflow.AddWorkflow<int, int>("work", async ctx =>
        {
            await ctx.Step.RunAsync("first", _ => Task.FromResult(Interlocked.Increment(ref firsts)));
            return await ctx.Step.RunAsync("second", async ct =>
            {
                await using var registration = ct.Register(() => lost.TrySetResult());
                inSecond.Release();
                await release.WaitAsync(ct);
                return ctx.Input;
            });
        }), o => (o.Concurrency, o.LeaseDuration) = (1, TimeSpan.FromMilliseconds(600)));
        await using var scheduler = await SchedulerHost.StartAsync(server, prefix);
        var running = await EmitAsync(worker, 1);
        await inSecond.WaitAsync().Bounded();
        var queued = await EmitAsync(worker, 2);
        var delayed = await worker.Client.EmitWorkflowAsync<int, int>("work", 3, new() { Delay = TimeSpan.FromSeconds(1) });
        await server.PersistAsync();

        server.Kill();
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => EmitAsync(worker, 4).Bounded());
        Assert.Contains("Redis did not answer", refused.Message, StringComparison.Ordinal);
        await lost.Task.Bounded();
        await server.StartAsync();

        release.Release(10);
        foreach (var (handle, input) in new[] { (running, 1), (queued, 2), (delayed, 3) })
        {
            Assert.Equal(input, await handle.GetResultAsync(Wait.Limit));
            Assert.Equal((1, 0), ((await handle.GetStateAsync()).Attempt, (await handle.GetStateAsync()).Crashes));
        }

        Assert.Equal(3, firsts);
    }

    [SkippableTheory]
    [MemberData(nameof(Servers))]
    public async Task A_Redis_that_comes_back_empty_learns_of_the_workflows_again(string kind)
    {
        await using TestServer server = kind == "garnet" ? new GarnetServer() : new RedisServer { Options = ["--appendfsync", "always"] };
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        await using var worker = await StartEchoAsync(server);

        await server.Multiplexer.GetDatabase().ExecuteAsync("FLUSHDB");

        RunHandle<int>? handle = null;
        await Wait.UntilAsync(async () => (handle = await TryEmitAsync(worker)) is not null, "the workflow is registered again");
        Assert.Equal(7, await handle!.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_full_Redis_uses_up_no_attempt()
    {
        await using var server = new RedisServer();
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        using var inStep = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        await using var worker = await WorkerHost.StartAsync(server, $"test-{Guid.NewGuid():N}", redflow => redflow.AddWorkflow<int, int>(
            "work",
            ctx => ctx.Step.RunAsync("step", async ct =>
            {
                inStep.Release();
                await release.WaitAsync(ct);
                return ctx.Input;
            }),
            o => o.MaxAttempts = 1), o => o.LeaseDuration = TimeSpan.FromMinutes(1));
        var handle = await EmitAsync(worker, 7);
        await inStep.WaitAsync().Bounded();

        await server.Multiplexer.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => EmitAsync(worker, 8).Bounded());
        Assert.Contains("OOM", refused.Message, StringComparison.Ordinal);
        release.Release();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => EmitAsync(worker, 8).Bounded());
        await server.Multiplexer.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "0");

        Assert.Equal(7, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_worker_stops_soon_while_Redis_is_away_and_waiting_emits_fail_together()
    {
        await using var server = new GarnetServer();
        await server.InitializeAsync();
        await using var worker = await StartEchoAsync(server);
        server.Kill();

        var began = Stopwatch.GetTimestamp();
        var emits = Enumerable.Range(0, 1_000).Select(i => Assert.ThrowsAsync<StoreUnavailableException>(() => EmitAsync(worker, i))).ToArray();
        await Task.WhenAll(emits).Bounded();
        await worker.StopAsync().Bounded();

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static Task<WorkerHost> StartEchoAsync(TestServer server) => WorkerHost.StartAsync(
        server, $"test-{Guid.NewGuid():N}", redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(7)), o => o.LeaseDuration = TimeSpan.FromMilliseconds(600));

    private static async Task<RunHandle<int>?> TryEmitAsync(WorkerHost worker)
    {
        try
        {
            return await EmitAsync(worker, 7);
        }
        catch (UnknownWorkflowException)
        {
            return null;
        }
    }

    private static Task<RunHandle<int>> EmitAsync(WorkerHost worker, int input) => worker.Client.EmitWorkflowAsync<int, int>("work", input);
}
