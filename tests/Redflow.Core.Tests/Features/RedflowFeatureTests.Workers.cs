using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    [SkippableFact]
    public async Task A_worker_says_its_app_its_slots_and_its_queues()
    {
        await using var host = await StartOnRedisAsync(
            redflow => redflow.AddWorkflow<int, int>("one", ctx => Task.FromResult(1), o => o.Queue = "critical"),
            o => (o.App, o.Concurrency, o.Queues) = ("billing-worker", 4, ["critical", "io"]));
        var handle = await host.Client.EmitWorkflowAsync<int, int>("one", 0);
        await handle.GetResultAsync(Wait.Limit);

        var worker = (await handle.GetStateAsync()).Worker;
        var said = await redis.Multiplexer.GetDatabase().HashGetAsync($"{{{_prefix}:0}}:wi:{worker}", ["app", "concurrency", "queues"]);

        Assert.Equal(["billing-worker", "4", "redflow.system,critical,io"], said.Select(value => value.ToString()));
    }

    [Fact]
    public async Task A_worker_serves_the_queues_of_its_workflows_by_default()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, int>("one", ctx => Task.FromResult(1), o => o.Queue = "critical")
            .AddWorkflow<int, int>("two", ctx => Task.FromResult(2), o => o.Queue = "io"));

        var one = await host.Client.EmitWorkflowAsync<int, int>("one", 0);
        var two = await host.Client.EmitWorkflowAsync<int, int>("two", 0);

        Assert.Equal((1, 2), (await one.GetResultAsync(Wait.Limit), await two.GetResultAsync(Wait.Limit)));
    }

    [Fact]
    public async Task A_worker_with_queues_of_its_own_serves_no_others()
    {
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow
                .AddWorkflow<int, int>("one", ctx => Task.FromResult(1), o => o.Queue = "critical")
                .AddWorkflow<int, int>("two", ctx => Task.FromResult(2), o => o.Queue = "io"),
            configure: o => o.Queues = ["critical"]);
        var two = await host.Client.EmitWorkflowAsync<int, int>("two", 0);

        var one = await host.Client.EmitWorkflowAsync<int, int>("one", 0);

        Assert.Equal(1, await one.GetResultAsync(Wait.Limit));
        Assert.Equal(new WaitReason.NoWorker("io"), await host.Client.ExplainRunAsync(two.Id));
    }

    [SkippableFact]
    public async Task A_host_that_stops_drains_its_worker()
    {
        using var release = new SemaphoreSlim(0);
        using var started = new SemaphoreSlim(0);
        await using var host = await StartOnRedisAsync(redflow => redflow.AddWorkflow<int, int>("slow", async ctx =>
        {
            started.Release();
            await release.WaitAsync(ctx.CancellationToken);
            return 42;
        }));
        await using var client = RedflowClient.Connect($"redis://127.0.0.1:{redis.Port}", new() { Prefix = _prefix });
        var handle = await client.EmitWorkflowAsync<int, int>("slow", 0);
        await started.WaitAsync().Bounded();

        var stop = host.StopAsync();
        var late = await client.EmitWorkflowAsync<int, int>("slow", 0);
        release.Release();
        await stop.WaitAsync(new RedflowWorkerOptions().ShutdownGracePeriod / 2);

        Assert.Equal(42, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal((RunStatus.Queued, 0), ((await late.GetStateAsync()).Status, (await client.GetStatsAsync()).Workers));
    }

    [SkippableFact]
    public async Task Max_concurrency_is_one_by_default_and_holds_over_all_workers()
    {
        using var release = new SemaphoreSlim(0);
        var (now, most) = (0, 0);
        void Define(RedflowBuilder redflow) => redflow.AddWorkflow<int, int>("heavy-sync", async ctx =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await release.WaitAsync(ctx.CancellationToken);
            Interlocked.Decrement(ref now);
            return 0;
        });
        await using var one = await StartOnRedisAsync(Define);
        await using var other = await StartOnRedisAsync(Define);
        var handles = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? one : other).Client.EmitWorkflowAsync<int, int>("heavy-sync", i)));
        await Wait.UntilAsync(async () => (await one.Client.GetStatsAsync()).Runs.GetValueOrDefault(RunStatus.Running) == 1, "one run is running");

        var states = await Task.WhenAll(handles.Select(handle => handle.GetStateAsync()));
        var waiting = states.First(run => run.Status == RunStatus.Queued);
        var reason = await other.Client.ExplainRunAsync(waiting.Id);
        release.Release(6);
        await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));

        Assert.Equal(1, most);
        var limit = Assert.IsType<WaitReason.ConcurrencyLimit>(reason);
        Assert.Equal((1, 1), (limit.Limit, limit.Held));
        Assert.Equal(states.Single(run => run.Status == RunStatus.Running).Id, Assert.Single(limit.Holders));
    }

    [Fact]
    public async Task Max_concurrency_0_is_unlimited()
    {
        var (present, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, int>("meet", async ctx =>
        {
            if (Interlocked.Increment(ref present) == 5)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(ctx.CancellationToken);
            return ctx.Input;
        }, o => o.MaxConcurrency = 0));

        var handles = await host.Client.EmitManyAsync(new WorkflowRef<int, int>("meet"), [1, 2, 3, 4, 5]);

        var results = await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));
        Assert.Equal([1, 2, 3, 4, 5], results);
        Assert.Null((await host.Client.GetWorkflowMetaAsync("meet")).Limits.MaxConcurrency);
    }

    [Fact]
    public async Task The_start_up_log_names_the_limit_of_every_workflow()
    {
        using var log = new HostLog();
        await using var host = await RedflowTestHost.StartAsync(
            redflow => redflow
                .AddWorkflow<int, int>("heavy-sync", ctx => Task.FromResult(1))
                .AddWorkflow<int, int>("light-sync", ctx => Task.FromResult(1), o => o.MaxConcurrency = 0),
            services => services.AddSingleton<ILoggerProvider>(log));
        await (await host.Client.EmitWorkflowAsync<int, int>("light-sync", 0)).GetResultAsync(Wait.Limit);

        await Wait.UntilAsync(
            () => Task.FromResult(log.Lines.Any(line => line.Contains("heavy-sync (at most 1 at a time), light-sync", StringComparison.Ordinal))), "the log says so");

        Assert.DoesNotContain(log.Lines, line => line.Contains("light-sync (at most", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Definitions_stay_listed_and_removed_triggers_are_pruned()
    {
        var server = new MemoryServer();
        await using (await WorkerHost.StartAsync(server, _prefix, redflow => redflow
            .AddWorkflow<int, int>("ship", ctx => Task.FromResult(ctx.Input), o => o.Events.Add("order.paid"))
            .AddWorkflow<int, int>("gone", ctx => Task.FromResult(ctx.Input))))
        {
        }

        await using var host = await WorkerHost.StartAsync(server, _prefix, redflow => redflow
            .AddWorkflow<int, int>("ship", ctx => Task.FromResult(ctx.Input))
            .AddWorkflow<int, int>("thank", ctx => Task.FromResult(ctx.Input), o => o.Events.Add("order.paid")));
        var id = await host.Client.EmitEventAsync("order.paid", 7);
        await Wait.UntilAsync(async () => (await host.Client.GetEventAsync(id)).Started.Count > 0, "the event has started a run");

        Assert.Equal(["gone", "ship", "thank"], (await host.Client.ListWorkflowsAsync()).Select(workflow => workflow.Name));
        Assert.Equal("thank", Assert.Single((await host.Client.ListRunsAsync()).Runs).Workflow);
    }

    [SkippableFact]
    public async Task A_limit_that_a_deploy_changes_takes_effect_for_queued_runs_too()
    {
        using var started = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        Action<RedflowBuilder> With(int limit) => redflow => redflow.AddWorkflow<int, int>("sync", async ctx =>
        {
            started.Release();
            await release.WaitAsync(ctx.CancellationToken);
            return ctx.Input;
        }, o => o.MaxConcurrency = limit);
        await using var before = await StartOnRedisAsync(With(1));
        var handles = await before.Client.EmitManyAsync(new WorkflowRef<int, int>("sync"), [1, 2, 3]);
        await started.WaitAsync().Bounded();

        await using var after = await StartOnRedisAsync(With(3));
        await Task.WhenAll(started.WaitAsync(), started.WaitAsync()).Bounded();
        release.Release(3);

        var results = await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));
        Assert.Equal([1, 2, 3], results);
    }
}
