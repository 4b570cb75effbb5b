using System.Diagnostics;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Scheduler.Tests;

/// <summary>A worker whose connection to Redis is cut for good while it goes on, beside one that takes its runs over.</summary>
public sealed class CutOffWorkerTests(RedisServer server) : IClassFixture<RedisServer>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task A_worker_that_is_cut_off_gives_up_within_its_lease_and_what_it_hands_in_later_is_refused()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var proxy = RedisProxy.Start(server.Port);
        using var connection = await proxy.ConnectAsync();
        using var release = new SemaphoreSlim(0);
        var started = Signal();
        var lost = Signal<CancellationReason>();
        await using var cutOff = await StartCutOffAsync(connection, redflow => redflow.AddWorkflow<int, string>("work", ctx => ctx.Step.RunAsync("step", async _ =>
        {
            ctx.CancellationToken.Register(() => lost.TrySetResult(ctx.CancellationReason));
            started.TrySetResult();
            await release.WaitAsync(CancellationToken.None);
            return "cut off";
        })));
        var handle = await cutOff.Client.EmitWorkflowAsync<int, string>("work", 1);
        await started.Task.Bounded();
        await using var other = await WorkerHost.StartAsync(
            server, _prefix, redflow => redflow.AddWorkflow<int, string>("work", ctx => ctx.Step.RunAsync("step", _ => Task.FromResult("other"))));
        var fence = await FenceAsync(handle.Id);

        var noise = TimerNoise.AllowanceAsync(Lease);
        await proxy.CutAt("renew_lease", CutMoment.Request, times: 1, forGood: true).Bounded();
        var cut = Stopwatch.GetTimestamp();
        var reason = await lost.Task.Bounded();
        var after = Stopwatch.GetElapsedTime(cut);

        Assert.Equal(CancellationReason.LeaseLost, reason);
        Assert.InRange(after, TimeSpan.Zero, Lease + await noise);
        var taken = await other.Client.GetHandle<string>(handle.Id).GetResultAsync(Wait.Limit);
        release.Release();
        var late = await other.Store.CommitStepAsync(new(handle.Id, fence, "step", StepStatus.Succeeded, 1, 1, TimeSpan.Zero, "\"cut off\""u8.ToArray()));
        Assert.Equal(("other", false), (taken, late.IsCommitted));
        Assert.Equal("\"other\"", Assert.Single(await other.Client.GetRunStepsAsync(handle.Id)).Output.ToString());
        Assert.Equal("\"other\"", (await other.Client.GetRunAsync(handle.Id)).Output.ToString());
    }

    [SkippableFact]
    public async Task A_handler_of_a_failure_that_is_cut_off_goes_on_elsewhere_behind_its_committed_step()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var proxy = RedisProxy.Start(server.Port);
        using var connection = await proxy.ConnectAsync();
        using var release = new SemaphoreSlim(0);
        var blocked = Signal();
        var (notes, passes) = (0, 0);
        void Define(RedflowBuilder redflow) => redflow.AddWorkflow<int, int>("sync", _ => throw new NonRetriableException("No."), o => o.OnFailure(async ctx =>
        {
            var pass = Interlocked.Increment(ref passes);
            await ctx.Step.RunAsync("note", _ => Task.FromResult(Interlocked.Increment(ref notes)));
            if (pass == 1)
            {
                blocked.TrySetResult();
                await release.WaitAsync(CancellationToken.None);
            }
        }));
        await using var cutOff = await StartCutOffAsync(connection, Define);
        var handle = await cutOff.Client.EmitWorkflowAsync<int, int>("sync", 1);
        await blocked.Task.Bounded();
        await using var other = await WorkerHost.StartAsync(server, _prefix, Define);
        var handler = Assert.Single((await other.Client.ListRunsAsync(new() { Workflow = "sync.on-failure" })).Runs).Id;

        await proxy.CutAt("renew_lease", CutMoment.Request, times: 1, forGood: true).Bounded();

        Assert.IsType<RunOutcome.Succeeded>(await other.Client.WaitForRunAsync(handler, Wait.Limit));
        release.Release();
        var run = await other.Client.GetRunAsync(handler);
        Assert.Equal((2, 1, 2, 1), (run.Attempt, run.Crashes, passes, notes));
        Assert.Equal(RunStatus.Failed, (await other.Client.GetRunAsync(handle.Id)).Status);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> Signal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<WorkerHost> StartCutOffAsync(StackExchange.Redis.IConnectionMultiplexer connection, Action<RedflowBuilder> workflows) =>
        WorkerHost.StartWorkerAsync(
            new RedisStore(connection, new() { Prefix = _prefix }, TimeProvider.System),
            TimeProvider.System,
            workflows,
            o => (o.LeaseDuration, o.ShutdownGracePeriod) = (Lease, TimeSpan.Zero),
            _ => { });

    /// <summary>The fence under which the run is claimed now.</summary>
    private async Task<long> FenceAsync(RunId id) =>
        (long)await server.Multiplexer.GetDatabase().HashGetAsync(new RedisKeys(_prefix, 0).Run(id.ToString()), "f");
}
