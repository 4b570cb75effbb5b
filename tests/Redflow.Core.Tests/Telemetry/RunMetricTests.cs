using Redflow.Client;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Telemetry;

/// <summary>What docs/reference/telemetry.md promises of what workers measure.</summary>
public sealed class RunMetricTests(MemoryServer server, GarnetServer garnet) : IClassFixture<MemoryServer>, IClassFixture<GarnetServer>, IDisposable
{
    private readonly string _workflow = $"work-{Guid.NewGuid():N}";
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly MeterRecorder _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task A_run_measures_when_it_started_and_how_long_it_its_passes_and_its_steps_took()
    {
        await using var host = await StartAsync(async ctx =>
        {
            await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(30));
            return await ctx.Step.RunAsync("add", _ => Task.FromResult(ctx.Input + 1));
        });

        await (await EmitAsync(host)).GetResultAsync(Wait.Limit);

        var latency = Assert.Single(await OfAsync("redflow.run.start_latency"));
        var run = Assert.Single(await OfAsync("redflow.run.duration"));
        var passes = await OfAsync("redflow.pass.duration", 2);
        var step = Assert.Single(await OfAsync("redflow.step.duration"));
        Assert.InRange(latency.Value, 0, Wait.Limit.TotalSeconds);
        Assert.InRange(run.Value, 0.03, Wait.Limit.TotalSeconds);
        Assert.Equal(["suspended", "succeeded"], passes.Select(pass => pass["redflow.outcome"]));
        Assert.Equal(("succeeded", "succeeded"), (run["redflow.outcome"], step["redflow.outcome"]));
        Assert.All([latency, run, .. passes], measured => Assert.Equal("default", measured["redflow.queue"]));
    }

    [Fact]
    public async Task Failures_and_retries_are_counted_by_their_outcome()
    {
        await using var host = await StartAsync(ctx => ctx.Step.RunAsync<int>("add", _ => throw new InvalidOperationException("No.")), o => o.MaxAttempts = 3);

        await Assert.ThrowsAsync<WorkflowFailedException>(async () => await (await EmitAsync(host)).GetResultAsync(Wait.Limit));

        Assert.Equal(2, (await OfAsync("redflow.run.retries", 2)).Sum(retry => retry.Value));
        Assert.Equal(["retry", "retry", "failed"], (await OfAsync("redflow.pass.duration", 3)).Select(pass => pass["redflow.outcome"]));
        Assert.Equal("failed", Assert.Single(await OfAsync("redflow.run.duration"))["redflow.outcome"]);
        Assert.Equal(["failed", "failed", "failed"], (await OfAsync("redflow.step.duration", 3)).Select(step => step["redflow.outcome"]));
        Assert.Single(await OfAsync("redflow.run.start_latency"));
    }

    [Fact]
    public async Task A_run_whose_outcome_is_refused_counts_as_lost()
    {
        var entered = new TaskCompletionSource<RunId>(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async ctx =>
        {
            if (entered.TrySetResult(ctx.Run.Id))
            {
                await leave.Task;
            }

            return 1;
        });
        var handle = await EmitAsync(host);
        await entered.Task.Bounded();

        await ReapAsync(host);
        leave.SetResult();

        var lost = Assert.Single(await OfAsync("redflow.run.lease_losses"));
        Assert.Equal((1, "default"), (lost.Value, lost["redflow.queue"]));
        await handle.GetResultAsync(Wait.Limit);
    }

    [Fact]
    public async Task Calls_to_Redis_are_measured_by_operation_and_failures_by_their_type()
    {
        var store = new RedisStore(garnet.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
        await using var owned = store;

        await store.ListQueuesAsync(behind: null, limit: 1).Bounded();
        await Assert.ThrowsAnyAsync<Exception>(() => FailAsync(store).Bounded());

        var calls = await _meters.GetAsync("db.client.operation.duration", "db.operation.name", "list_queues");
        Assert.Contains(calls, call => call["error.type"] is null && Equals(call["db.system.name"], "redis") && call.Value > 0);
        Assert.Contains(_meters.Of("db.client.operation.duration", "db.operation.name", "register_workflows"), call => call["error.type"] is not null);
    }

    /// <summary>A call that is canceled before it is answered.</summary>
    private static Task FailAsync(RedisStore store) => store.RegisterWorkflowsAsync([], new CancellationToken(canceled: true));

    /// <summary>Takes the host's runs away, as a reaper does when its lease is over.</summary>
    private static async Task ReapAsync(WorkerHost host)
    {
        var worker = (await host.Client.ListRunsAsync()).Runs.Single().Worker!;
        await host.Store.ReleaseWorkerAsync(worker);
    }

    private Task<IReadOnlyList<Measured>> OfAsync(string instrument, int count = 1) => _meters.GetAsync(instrument, "redflow.workflow", _workflow, count);

    private Task<RunHandle<int>> EmitAsync(WorkerHost host) => host.Client.EmitWorkflowAsync<int, int>(_workflow, 1);

    private Task<WorkerHost> StartAsync(Func<WorkflowContext<int>, Task<int>> handler, Action<WorkflowOptions>? options = null) =>
        WorkerHost.StartAsync(server, _prefix, redflow => redflow.AddWorkflow(_workflow, handler, o =>
        {
            o.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1));
            options?.Invoke(o);
        }));
}
