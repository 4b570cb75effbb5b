using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class LostReplyTests
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Runs_of_a_claim_whose_answer_is_lost_do_not_wait_for_the_next_renewal()
    {
        await using var proxy = Start();
        await using var host = await HostAsync(proxy, ctx => Task.FromResult(ctx.Input));
        Assert.Equal(1, await (await EmitAsync(host, 1)).GetResultAsync(Wait.Limit));
        var cut = proxy.CutAt("exchange_runs", CutMoment.Reply, times: 1, forGood: false);

        var handle = await EmitElsewhereAsync(host, 2);

        await cut.Bounded();
        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal((1, 0), await AttemptsAsync(handle));
    }

    [SkippableTheory]
    [MemberData(nameof(Moments))]
    public async Task Steps_whose_commits_are_cut_off_run_once_in_one_attempt(CutMoment moment)
    {
        var calls = 0;
        await using var proxy = Start();
        await using var host = await HostAsync(proxy, async ctx =>
        {
            var one = await ctx.Step.RunAsync("one", _ => Task.FromResult(Interlocked.Increment(ref calls)));
            return one + await ctx.Step.RunAsync("two", _ => Task.FromResult(Interlocked.Increment(ref calls)));
        });
        var cut = proxy.CutAt("commit_steps", moment, times: 1, forGood: false);

        var handle = await EmitElsewhereAsync(host, 1);

        Assert.Equal(3, await handle.GetResultAsync(Wait.Limit));
        await cut.Bounded();
        Assert.Equal(2, calls);
        Assert.Equal((1, 0), await AttemptsAsync(handle));
    }

    [SkippableFact]
    public async Task A_renewal_while_a_claim_is_in_flight_gives_nothing_back()
    {
        var passes = 0;
        using var renewing = new ManualResetEventSlim();
        await using var proxy = Start();
        await using var host = await HostAsync(proxy, ctx => Task.FromResult(Interlocked.Increment(ref passes)), TimeSpan.FromSeconds(3));
        Assert.Equal(1, await (await EmitAsync(host, 1)).GetResultAsync(Wait.Limit));
        proxy.Calling = script =>
        {
            if (script == "renew_lease")
            {
                renewing.Set();
            }

            return Task.CompletedTask;
        };
        proxy.Answered = (script, reply) =>
        {
            if (script == "exchange_runs" && reply.Items[3].Items.Count > 0)
            {
                proxy.Answered = null;
                renewing.Reset();
                Assert.True(renewing.Wait(Wait.Limit));
            }
        };

        var handle = await EmitElsewhereAsync(host, 2);

        Assert.Equal(2, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal((1, 0), await AttemptsAsync(handle));
        Assert.Equal(2, passes);
    }

    private RedisProxy Start()
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        return RedisProxy.Start(_server.Port);
    }

    /// <summary>Starts a worker whose connection goes through a proxy, and which neither polls nor renews within the time of a test.</summary>
    private async Task<WorkerHost> HostAsync(RedisProxy proxy, Func<WorkflowContext<int>, Task<int>> handler, TimeSpan? lease = null)
    {
        var multiplexer = await proxy.ConnectAsync();
        return await WorkerHost.StartAsync(
            _server,
            _prefix,
            redflow => redflow.AddWorkflow("work", handler, o => o.MaxConcurrency = 0),
            o => (o.PollInterval, o.LeaseDuration) = (TimeSpan.FromMinutes(1), lease ?? TimeSpan.FromMinutes(10)),
            services => services.AddSingleton<IConnectionMultiplexer>(_ => multiplexer));
    }

    private static Task<RunHandle<int>> EmitAsync(WorkerHost host, int input) => host.Client.EmitWorkflowAsync<int, int>("work", input);

    /// <summary>Emits over a connection that is not cut.</summary>
    private async Task<RunHandle<int>> EmitElsewhereAsync(WorkerHost host, int input)
    {
        var store = _server.OpenStore(_prefix);
        var run = new Redflow.Storage.NewRun { Id = RunId.New(0), Workflow = "work", Input = System.Text.Encoding.UTF8.GetBytes($"{input}") };
        await store.EmitAsync(run).Bounded();
        return host.Client.GetHandle<int>(run.Id);
    }

    private async Task<(int Attempt, int Crashes)> AttemptsAsync(RunHandle<int> handle)
    {
        var run = await _server.OpenStore(_prefix).FindRunAsync(handle.Id).Bounded();
        return (run!.Attempt, run.Crashes);
    }
}
