using Redflow.Client;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Scheduling;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Scheduler.Tests;

public abstract class SchedulerTests(TestServer server)
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    private Task<WorkerHost> WorkAsync(Action<RedflowBuilder> workflows) => WorkerHost.StartAsync(
        server, _prefix, workflows, o => (o.PollInterval, o.LeaseDuration) = (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5)));

    private Task<SchedulerHost> ScheduleAsync(Action<SchedulerOptions>? configure = null) => SchedulerHost.StartAsync(server, _prefix, configure);

    [SkippableFact]
    public async Task Delayed_runs_start_within_50_ms_of_their_due_time()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var scheduler = await ScheduleAsync(o => o.PollInterval = TimeSpan.FromMinutes(1));
        await using var worker = await WorkAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)));
        var late = new List<TimeSpan>();

        var noise = TimerNoise.AllowanceAsync(TimeSpan.FromSeconds(1));

        // Each is earlier than the one before, so that the sleeping promoter has to be woken for it.
        var handles = new List<RunHandle<int>>();
        foreach (var delay in new[] { 900, 700, 500, 300 })
        {
            handles.Add(await worker.Client.EmitWorkflowAsync<int, int>("work", 1, new() { Delay = TimeSpan.FromMilliseconds(delay) }));
        }

        foreach (var (handle, delay) in handles.Zip([900, 700, 500, 300]))
        {
            await handle.GetResultAsync(Wait.Limit);
            var run = await handle.GetStateAsync();
            late.Add(run.StartedAt!.Value - run.CreatedAt.AddMilliseconds(delay));
        }

        var limit = TimeSpan.FromMilliseconds(50) + await noise;
        Assert.All(late, lateness => Assert.True(lateness >= TimeSpan.Zero));
        Assert.True(late.Order().ElementAt(1) <= limit, $"{limit}: {string.Join(", ", late)}");
    }

    [SkippableFact]
    public async Task Ten_schedulers_promote_each_run_once()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var ran = new System.Collections.Concurrent.ConcurrentBag<RunId>();
        await using var worker = await WorkAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx =>
        {
            ran.Add(ctx.Run.Id);
            return Task.FromResult(ctx.Input);
        }));
        var schedulers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ScheduleAsync()));

        var handles = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            worker.Client.EmitWorkflowAsync<int, int>("work", i, new() { Delay = TimeSpan.FromMilliseconds(i % 50) })));
        await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));

        Assert.Equal(handles.Select(handle => handle.Id).Order(), ran.Order());
        foreach (var scheduler in schedulers)
        {
            await scheduler.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task A_retry_follows_after_its_backoff()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var scheduler = await ScheduleAsync(o => o.PollInterval = TimeSpan.FromMinutes(1));
        await using var worker = await WorkAsync(redflow => redflow.AddWorkflow<int, int>(
            "work",
            ctx => ctx.Run.Attempt < 3 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(ctx.Run.Attempt),
            o => o.Backoff = RetryBackoff.Exponential(TimeSpan.FromMilliseconds(20), max: TimeSpan.FromMilliseconds(40))));

        var handle = await worker.Client.EmitWorkflowAsync<int, int>("work", 1);

        Assert.Equal(3, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableFact]
    public async Task The_runs_of_a_worker_that_dies_are_taken_back_when_its_lease_runs_out()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var store = new RedisStore(server.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
        await store.RegisterWorkerAsync(new("dead", "tests", "here", 1, ["default"], 1, Wait.Limit));
        var handle = await new RedflowClient(store, TimeProvider.System)
            .EmitWorkflowAsync<int, int>("work", 1, new() { AllowUnregistered = true });
        var claimed = (await store.ExchangeAsync(new("dead", ["default"], 1, []))).Claimed.Single();
        await store.RenewAsync(new("dead", TimeSpan.FromMilliseconds(500), [new(claimed.Id, claimed.Fence)], ReturnStrangers: false));

        await using var worker = await WorkAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Run.Attempt)));
        await using var scheduler = await ScheduleAsync(o => o.ReaperInterval = TimeSpan.FromMinutes(1));

        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        var finish = new FinishedPass(claimed.Id, claimed.Fence, new PassOutcome.Succeeded("0"u8.ToArray()));
        Assert.False((await store.ExchangeAsync(new("dead", ["default"], 0, [finish]))).Finished.Single());
        Assert.Equal(1, (await handle.GetStateAsync()).Crashes);
    }

    [SkippableFact]
    public async Task Expired_runs_leave_the_lists()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var scheduler = await ScheduleAsync(o => o.SweepInterval = TimeSpan.FromSeconds(1));
        await using var worker = await WorkAsync(redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(ctx.Input)));
        var info = await worker.Client.GetWorkflowMetaAsync("work");
        await worker.Store.RegisterWorkflowsAsync([info with { Retention = TimeSpan.FromMilliseconds(500) }]);
        await (await worker.Client.EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit);

        await Wait.UntilAsync(async () => (await worker.Client.GetStatsAsync()).Runs[RunStatus.Succeeded] == 0, "the run is swept");
    }
}

public sealed class GarnetSchedulerTests(GarnetServer server) : SchedulerTests(server), IClassFixture<GarnetServer>;

public sealed class RedisSchedulerTests(RedisServer server) : SchedulerTests(server), IClassFixture<RedisServer>;
