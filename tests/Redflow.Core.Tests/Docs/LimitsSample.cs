using Redflow.Client;
using Redflow.Hosting;
using Redflow.Limits;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/limits.md, run.</summary>
public sealed class LimitsSample
{
    [Fact]
    public async Task The_second_run_waits_for_the_slot_until_the_limit_is_raised()
    {
        var work = new Work();
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<Sync, int>("plain", ctx => work.RunAsync(ctx))).Bounded();
        var first = await EmitAsync(host.Client, "plain", "a");
        await work.Started.WaitAsync().Bounded();
        var second = await EmitAsync(host.Client, "plain", "b");

        var reason = Assert.IsType<WaitReason.ConcurrencyLimit>(await host.Client.ExplainRunAsync(second.Id));
        await RaiseAsync(host.Client);
        await work.Started.WaitAsync().Bounded();
        work.Finish();

        Assert.Equal((1, 1, first.Id), (reason.Limit, reason.Held, Assert.Single(reason.Holders)));
        Assert.Equal(1, await second.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task A_tenant_at_its_limit_holds_up_no_other()
    {
        var work = new Work();
        await using var host = await RedflowTestHost.StartAsync(redflow => Define(redflow, work)).Bounded();
        await EmitAsync(host.Client, "sync", "a");
        await EmitAsync(host.Client, "sync", "a");
        await work.Started.WaitAsync().Bounded();
        await work.Started.WaitAsync().Bounded();

        var third = await EmitAsync(host.Client, "sync", "a");
        await EmitAsync(host.Client, "sync", "b");
        await work.Started.WaitAsync().Bounded();

        var reason = Assert.IsType<WaitReason.KeyConcurrencyLimit>(await host.Client.ExplainRunAsync(third.Id));
        Assert.Equal(("a", 2, 2), (reason.Key, reason.Limit, reason.Held));
        work.Finish();
        Assert.Equal(1, await third.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task A_rate_that_is_used_up_says_until_when()
    {
        await using var host = await RedflowTestHost.StartAsync(DefineRate).Bounded();
        var first = await EmitAsync(host.Client, "mail", "a");
        await first.GetResultAsync(Wait.Limit);

        var second = await EmitAsync(host.Client, "mail", "b");

        var reason = Assert.IsType<WaitReason.RateLimited>(await host.Client.ExplainRunAsync(second.Id));
        var (emitted, ended) = ((await first.GetStateAsync()).CreatedAt, (await first.GetStateAsync()).FinishedAt!.Value);
        Assert.Equal(new RateLimit(1, TimeSpan.FromHours(1)), reason.Limit);
        Assert.InRange(reason.Until, emitted.AddHours(1), ended.AddHours(1).AddMilliseconds(1));
    }

    [Fact]
    public async Task A_paused_workflow_starts_nothing_and_a_full_queue_takes_nothing()
    {
        await using var host = await RedflowTestHost.StartAsync(DefineBounded).Bounded();
        await PauseAsync(host.Client);
        var queued = await EmitAsync(host.Client, "bounded", "a");

        await Assert.ThrowsAsync<QueueFullException>(() => EmitAsync(host.Client, "bounded", "b")).Bounded();

        Assert.IsType<WaitReason.WorkflowPaused>(await host.Client.ExplainRunAsync(queued.Id));
        await host.Client.ResumeWorkflowAsync("bounded");
        Assert.Equal(1, await queued.GetResultAsync(Wait.Limit));
    }

    private static void Define(RedflowBuilder redflow, Work work)
    {
        redflow.AddWorkflow<Sync, int>("sync", ctx => work.RunAsync(ctx), o =>
        {
            o.MaxConcurrency = 10;
            o.MaxConcurrencyPerKey = 2;
            o.LimitKey = "tenant";
        });
    }

    private static void DefineRate(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<Sync, int>("mail", _ => Task.FromResult(1), o =>
        {
            o.MaxConcurrency = 0;
            o.Rate = new RateLimit(1, TimeSpan.FromHours(1));
        });
    }

    private static void DefineBounded(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<Sync, int>("bounded", _ => Task.FromResult(1), o => (o.Queue, o.MaxQueueLength) = ("bounded", 1));
    }

    private static async Task RaiseAsync(RedflowClient client) =>
        await client.SetLimitsAsync("plain", new() { MaxConcurrency = 2 });

    private static async Task PauseAsync(RedflowClient client) =>
        await client.PauseWorkflowAsync("bounded", "the provider is down");

    private static Task<RunHandle<int>> EmitAsync(RedflowClient client, string workflow, string tenant) =>
        client.EmitWorkflowAsync<Sync, int>(workflow, new(tenant));

    private sealed record Sync(string Tenant);

    /// <summary>Runs that go on until the test lets them end.</summary>
    private sealed class Work
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SemaphoreSlim Started { get; } = new(0);

        public void Finish() => _end.SetResult();

        public async Task<int> RunAsync(WorkflowContext<Sync> ctx)
        {
            Started.Release();
            await _end.Task.WaitAsync(ctx.CancellationToken);
            return 1;
        }
    }
}
