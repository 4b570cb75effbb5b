using Redflow.Hosting;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>The core of what a worker does, with runs that are spread over four partitions.</summary>
public sealed class PartitionedWorkerTests(PartitionedRedisServer server) : IClassFixture<PartitionedRedisServer>
{
    private const int Runs = 40;

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Runs_of_all_partitions_wake_their_worker_and_return_their_results()
    {
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input), o => o.MaxConcurrency = 0));

        var handles = await Task.WhenAll(Enumerable.Range(0, Runs).Select(i => host.Client.EmitWorkflowAsync<int, int>("work", i)));

        Assert.True(handles.Select(handle => handle.Id.Partition).Distinct().Count() > 1);
        Assert.Equal(Enumerable.Range(0, Runs), await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit))));
    }

    [SkippableFact]
    public async Task Families_that_cross_partitions_end_together()
    {
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("parent", async ctx => (await Task.WhenAll(Enumerable.Range(1, 8).Select(i =>
                ctx.Step.RunWorkflowAsync($"child-{i}", new WorkflowRef<int, int>("child"), i)))).Sum())
            .AddWorkflow<int, int>("child", async ctx =>
            {
                await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
                return ctx.Input;
            }, o => o.MaxConcurrency = 0));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("parent", 0);

        Assert.Equal(36, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task A_limit_holds_over_all_partitions()
    {
        var (now, most) = (0, 0);
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("heavy", async ctx =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return ctx.Input;
        }));

        var handles = await Task.WhenAll(Enumerable.Range(0, Runs).Select(i => host.Client.EmitWorkflowAsync<int, int>("heavy", i)));
        await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));

        Assert.Equal(1, most);
    }

    [SkippableFact]
    public async Task A_run_that_its_worker_lost_goes_on_in_every_partition()
    {
        using var started = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<int, int>("work", async ctx =>
        {
            started.Release();
            await release.WaitAsync(ctx.CancellationToken);
            return ctx.Run.Attempt;
        }, o => o.MaxConcurrency = 0), o => o.LeaseDuration = TimeSpan.FromSeconds(1));
        var handles = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => host.Client.EmitWorkflowAsync<int, int>("work", i)));
        for (var i = 0; i < handles.Length; i++)
        {
            await started.WaitAsync().Bounded();
        }

        await host.Store.ReleaseWorkerAsync((await handles[0].GetStateAsync()).Worker!);
        for (var i = 0; i < handles.Length; i++)
        {
            await started.WaitAsync().Bounded();
        }

        release.Release(2 * handles.Length);
        Assert.All(await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit))), attempt => Assert.Equal(1, attempt));
    }

    private Task<WorkerHost> StartAsync(Action<RedflowBuilder> workflows, Action<RedflowWorkerOptions>? configure = null)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartAsync(server, _prefix, workflows, o =>
        {
            (o.PollInterval, o.Concurrency) = (TimeSpan.FromMinutes(1), 20);
            configure?.Invoke(o);
        });
    }
}
