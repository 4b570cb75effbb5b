using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A worker with no scheduler anywhere: it delivers at once what its runs owe to others.</summary>
public sealed class LoneWorkerTests(RedisServer server) : IClassFixture<RedisServer>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task A_parent_goes_on_when_its_child_has_ended()
    {
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("parent", async ctx => 1 + await ctx.Step.RunWorkflowAsync("child", new WorkflowRef<int, int>("child"), ctx.Input))
            .AddWorkflow<int, int>("child", ctx => Task.FromResult(ctx.Input * 10)));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("parent", 4);

        Assert.Equal(41, await handle.GetResultAsync(Soon));
    }

    [SkippableFact]
    public async Task An_event_of_one_run_wakes_another()
    {
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("waiter", ctx => ctx.Step.WaitForEventAsync<int>("paid", "order.paid", "1"))
            .AddWorkflow<int, int>("payer", async ctx =>
            {
                await ctx.Step.EmitEventAsync("tell", "order.paid", 42, "1");
                return 0;
            }));
        var waiter = await host.Client.EmitWorkflowAsync<int, int>("waiter", 0);
        await Wait.UntilAsync(async () => (await waiter.GetStateAsync()).Status == RunStatus.Waiting, "the run waits");

        await host.Client.EmitWorkflowAsync<int, int>("payer", 0);

        Assert.Equal(42, await waiter.GetResultAsync(Soon));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_cancel_of_a_parent_that_waits_or_runs_reaches_its_running_child(bool waits)
    {
        var canceled = new TaskCompletionSource<CancellationReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource<RunId>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = new WorkflowRef<int, int>("child");
        await using var host = await StartAsync(redflow => redflow
            .AddWorkflow<int, int>("parent", async ctx =>
            {
                if (waits)
                {
                    return await ctx.Step.RunWorkflowAsync("child", child, ctx.Input);
                }

                await ctx.Step.EmitWorkflowAsync("child", child, ctx.Input);
                await Task.Delay(Timeout.InfiniteTimeSpan, ctx.CancellationToken);
                return 0;
            })
            .AddWorkflow<int, int>("child", async ctx =>
            {
                ctx.CancellationToken.Register(() => canceled.TrySetResult(ctx.CancellationReason));
                started.TrySetResult(ctx.Run.Id);
                await Task.Delay(Timeout.InfiniteTimeSpan, ctx.CancellationToken);
                return 0;
            }), new RedflowWorkerOptions().PollInterval);
        var parent = await host.Client.EmitWorkflowAsync<int, int>("parent", 0);
        var id = await started.Task.Bounded();

        await parent.CancelAsync("enough");

        Assert.Equal(CancellationReason.RunCanceled, await canceled.Task.WaitAsync(Soon));
        Assert.IsType<RunOutcome.Canceled>(await host.Client.WaitForRunAsync(id, Soon));
    }

    private Task<WorkerHost> StartAsync(Action<RedflowBuilder> workflows, TimeSpan? poll = null)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartWorkerAsync(
            server.OpenStore(_prefix), TimeProvider.System, workflows, o => o.PollInterval = poll ?? TimeSpan.FromMinutes(1), _ => { });
    }
}
