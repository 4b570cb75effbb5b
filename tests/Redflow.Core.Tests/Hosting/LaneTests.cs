using System.Collections.Concurrent;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

[Collection(AloneSuite.Name)]
public sealed class LaneTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Theory]
    [InlineData(Lane.Cpu)]
    [InlineData(Lane.Io)]
    public async Task Passes_and_bodies_run_on_the_threads_of_their_lane(Lane lane)
    {
        var threads = new ConcurrentDictionary<string, bool>();
        void Note(string where) => threads[where] = Thread.CurrentThread.Name?.StartsWith("Redflow CPU", StringComparison.Ordinal) == true;
        await using var host = await StartAsync(lane, async ctx =>
        {
            Note("pass");
            await Task.WhenAll(Enumerable.Range(1, 3).Select(i => ctx.Step.RunAsync($"step-{i}", async ct =>
            {
                Note($"body {i}");
                await Task.Run(() => { }, ct);
                Note($"body {i}, behind an await");
            })));
            Note("pass, behind steps");
            await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
            Note("next pass");
            return 0;
        });

        await (await EmitAsync(host)).GetResultAsync(Wait.Limit);

        Assert.Equal(9, threads.Count);
        Assert.All(threads, thread => Assert.Equal((thread.Key, lane == Lane.Cpu), (thread.Key, thread.Value)));
    }

    [Fact]
    public async Task Handlers_that_hold_every_CPU_thread_for_longer_than_a_lease_hold_nobody_else_up()
    {
        var (running, released) = (0, false);
        await using var host = await StartAsync(Lane.Cpu, async ctx => await ctx.Step.RunAsync("spin", _ =>
        {
            Interlocked.Increment(ref running);
            SpinWait.SpinUntil(() => Volatile.Read(ref released));
            return Task.FromResult(ctx.Run.Attempt);
        }));
        var handles = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount + 2).Select(_ => EmitAsync(host)));
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref running) == Environment.ProcessorCount), "every CPU thread spins");

        var until = DateTime.UtcNow + 2.5 * Lease;
        await Wait.UntilAsync(async () =>
        {
            await (await host.Client.EmitWorkflowAsync<int, int>("io", 1)).GetResultAsync(Wait.Limit);
            return DateTime.UtcNow > until;
        }, "others run for two leases");
        Volatile.Write(ref released, true);

        Assert.All(await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit))), attempt => Assert.Equal(1, attempt));
    }

    [Fact]
    public async Task A_body_that_blocks_a_CPU_thread_is_left_behind_when_its_time_is_over()
    {
        using var release = new ManualResetEventSlim();
        await using var host = await StartAsync(Lane.Cpu, async ctx =>
        {
            await ctx.Step.RunAsync("block", _ =>
            {
                release.Wait(CancellationToken.None);
                return Task.CompletedTask;
            }, new() { Timeout = TimeSpan.FromMilliseconds(50) });
            return 0;
        }, maxAttempts: 1);

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(async () => await (await EmitAsync(host)).GetResultAsync(Wait.Limit));
        release.Set();

        Assert.Equal(typeof(Redflow.Steps.StepTimeoutException).FullName, failure.Error.Type);
    }

    [Fact]
    public async Task A_body_that_waits_for_a_CPU_thread_does_not_use_up_its_time()
    {
        using var release = new ManualResetEventSlim();
        var running = 0;
        await using var host = await StartAsync(Lane.Cpu, async ctx =>
        {
            var blockers = Enumerable.Range(1, Environment.ProcessorCount).Select(i => ctx.Step.RunAsync($"block-{i}", _ =>
            {
                Interlocked.Increment(ref running);
                release.Wait(CancellationToken.None);
                return Task.CompletedTask;
            })).ToArray();
            var late = ctx.Step.RunAsync("late", _ => Task.FromResult(7), new() { Timeout = TimeSpan.FromMilliseconds(50) });
            await Task.WhenAll(blockers);
            return await late;
        }, maxAttempts: 1);
        var handle = await EmitAsync(host);
        await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref running) == Environment.ProcessorCount), "every CPU thread is held");

        var until = DateTime.UtcNow + TimeSpan.FromMilliseconds(200);
        await Wait.UntilAsync(() => Task.FromResult(DateTime.UtcNow > until), "the time of the last body is over");
        release.Set();

        Assert.Equal(7, await handle.GetResultAsync(Wait.Limit));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pass_is_not_suspended_before_what_its_steps_release_has_run(bool captured)
    {
        await using var host = await StartAsync(Lane.Cpu, async ctx =>
        {
            await Task.WhenAll(ctx.Step.SleepAsync("sleep", TimeSpan.FromHours(1)), ChainAsync(ctx, captured));
            return 0;
        });

        var handles = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EmitAsync(host)));

        foreach (var handle in handles)
        {
            await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the run sleeps");
            Assert.Equal(["a", "b", "c", "sleep"], (await host.Client.GetRunStepsAsync(handle.Id)).Select(step => step.Name).Order());
        }
    }

    private static async Task ChainAsync(WorkflowContext<int> ctx, bool captured)
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            await ctx.Step.RunAsync(name, async _ => await Task.Yield()).ConfigureAwait(captured);
        }
    }

    private static Task<RunHandle<int>> EmitAsync(WorkerHost host) => host.Client.EmitWorkflowAsync<int, int>("work", 1);

    private Task<WorkerHost> StartAsync(Lane lane, Func<WorkflowContext<int>, Task<int>> handler, int maxAttempts = 3) => WorkerHost.StartAsync(
        server,
        _prefix,
        redflow => redflow
            .AddWorkflow("work", handler, o => (o.Lane, o.MaxConcurrency, o.MaxAttempts) = (lane, 0, maxAttempts))
            .AddWorkflow<int, int>("io", ctx => Task.FromResult(ctx.Input)),
        o => (o.LeaseDuration, o.Concurrency) = (Lease, Environment.ProcessorCount + 20));
}
