using Redflow.Client;
using Redflow.Storage;
using Redflow.Testing;
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
        await using TestServer server = kind == "garnet" ? new GarnetServer() : new RedisServer();
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

    private static Task<RunHandle<int>> EmitAsync(WorkerHost worker, int input) => worker.Client.EmitWorkflowAsync<int, int>("work", input);
}
