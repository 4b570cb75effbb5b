using Redflow.Client;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    private static readonly WorkflowRef<int, int> Receipt = new("receipt-workflow");

    [SkippableFact]
    public async Task A_parent_suspends_while_its_child_runs_and_holds_no_slot()
    {
        await using var host = await StartOnRedisAsync(
            redflow => redflow
                .AddWorkflow<int, int>("order", async ctx => ctx.Input == 0 ? 0 : await ctx.Step.RunWorkflowAsync("send-receipt", Receipt, ctx.Input))
                .AddWorkflow<int, int>(Receipt.Name, ctx => ctx.Step.WaitForSignalAsync<int>("printed", "printed")),
            o => o.Concurrency = 1);
        var parent = await host.Client.EmitWorkflowAsync<int, int>("order", 1);
        var child = await ChildOfAsync(host.Client, parent.Id);
        await Wait.UntilAsync(async () => (await host.Client.GetRunAsync(child)).Status == RunStatus.Waiting, "the child waits");

        var other = await host.Client.EmitWorkflowAsync<int, int>("order", 0);

        Assert.Equal(0, await other.GetResultAsync(Wait.Limit));
        Assert.Equal(RunStatus.Waiting, (await parent.GetStateAsync()).Status);
        await host.Client.SignalRunAsync(child, "printed", 42);
        Assert.Equal(42, await parent.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task The_failure_of_a_child_throws_with_its_id_and_error()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, string>("order", async ctx =>
            {
                try
                {
                    return $"{await ctx.Step.RunWorkflowAsync("send-receipt", Receipt, 1)}";
                }
                catch (ChildWorkflowFailedException exception)
                {
                    return $"{exception.ChildId}: {exception.Error.Message}";
                }
            })
            .AddWorkflow<int, int>(Receipt.Name, _ => throw new NonRetriableException("No paper.")));

        var handle = await host.Client.EmitWorkflowAsync<int, string>("order", 1);

        Assert.Equal($"{await ChildOfAsync(host.Client, handle.Id)}: No paper.", await handle.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task The_wait_for_a_child_takes_a_time_out_and_the_child_goes_on()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, string>("order", async ctx =>
            {
                try
                {
                    return $"{await ctx.Step.RunWorkflowAsync("send-receipt", Receipt, 1, new() { WaitTimeout = TimeSpan.FromMilliseconds(20) })}";
                }
                catch (WaitTimeoutException exception)
                {
                    return exception.Step;
                }
            })
            .AddWorkflow<int, int>(Receipt.Name, ctx => ctx.Step.WaitForSignalAsync<int>("printed", "printed")));

        var handle = await host.Client.EmitWorkflowAsync<int, string>("order", 1);

        Assert.Equal("send-receipt", await handle.GetResultAsync(Wait.Limit));
        var child = await ChildOfAsync(host.Client, handle.Id);
        Assert.Equal(RunStatus.Waiting, (await host.Client.GetRunAsync(child)).Status);
    }

    [Fact]
    public async Task A_child_with_a_taken_idempotency_key_is_the_run_that_has_it()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, int>("order", ctx => ctx.Step.RunWorkflowAsync("send-receipt", Receipt, ctx.Input, new() { IdempotencyKey = "receipt:1" }))
            .AddWorkflow<int, int>(Receipt.Name, ctx => Task.FromResult(ctx.Input)));

        var first = await (await host.Client.EmitWorkflowAsync<int, int>("order", 1)).GetResultAsync(Wait.Limit);
        var second = await (await host.Client.EmitWorkflowAsync<int, int>("order", 2)).GetResultAsync(Wait.Limit);

        Assert.Equal((1, 1), (first, second));
        Assert.Equal(1, await host.Client.CountRunsAsync(new() { Workflow = Receipt.Name }));
    }

    [SkippableFact]
    public async Task Emitting_a_child_returns_its_id_and_makes_exactly_one()
    {
        await using var host = await StartOnRedisAsync(redflow => redflow
            .AddWorkflow<int, RunId>("order", async ctx =>
            {
                var child = await ctx.Step.EmitWorkflowAsync("emit-receipt", Receipt, ctx.Input);
                return ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Behind the emit.") : child;
            }, o => o.Backoff = Quick)
            .AddWorkflow<int, int>(Receipt.Name, ctx => Task.FromResult(ctx.Input)));

        var handle = await host.Client.EmitWorkflowAsync<int, RunId>("order", 42);

        var child = await handle.GetResultAsync(Wait.Limit);
        Assert.Equal(42, await host.Client.GetHandle<int>(child).GetResultAsync(Wait.Limit));
        Assert.Equal(child, Assert.Single((await host.Client.ListRunsAsync(new() { Parent = handle.Id })).Runs).Id);
    }

    [Fact]
    public async Task A_crash_of_the_parent_right_before_or_behind_the_emit_makes_no_second_child() => await WorkflowTest
        .For<int, int>(async ctx =>
        {
            await ctx.Step.EmitWorkflowAsync("emit-analytics", "analytics-workflow", ctx.Input);
            return ctx.Input;
        })
        .AssertSurvivesCrashAfterEveryStepAsync(7)
        .Bounded();

    [Fact]
    public async Task Cancellation_of_the_parent_reaches_its_children_unless_they_are_abandoned()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, int>("order", async ctx =>
            {
                await ctx.Step.EmitWorkflowAsync("abandoned", Receipt, 1, new() { OnParentClosed = OnParentClosed.Abandon, Tags = ["abandoned"] });
                return await ctx.Step.RunWorkflowAsync("canceled", Receipt, 2, new() { Tags = ["canceled"] });
            })
            .AddWorkflow<int, int>(Receipt.Name, ctx => ctx.Step.WaitForSignalAsync<int>("printed", "printed"), o => o.MaxConcurrency = 0));
        var parent = await host.Client.EmitWorkflowAsync<int, int>("order", 1);
        await Wait.UntilAsync(
            async () => await host.Client.CountRunsAsync(new() { Parent = parent.Id, Status = RunStatus.Waiting }) == 2, "both children wait");

        await parent.CancelAsync("enough");

        await Assert.ThrowsAsync<RunCanceledException>(() => parent.GetResultAsync(Wait.Limit));
        var canceled = (await host.Client.ListRunsAsync(new() { Tag = "canceled" })).Runs.Single().Id;
        await Assert.ThrowsAsync<RunCanceledException>(() => host.Client.GetHandle<int>(canceled).GetResultAsync(Wait.Limit));
        var abandoned = (await host.Client.ListRunsAsync(new() { Tag = "abandoned" })).Runs.Single().Id;
        Assert.Equal(SignalResult.Delivered, await host.Client.SignalRunAsync(abandoned, "printed", 42));
        Assert.Equal(42, await host.Client.GetHandle<int>(abandoned).GetResultAsync(Wait.Limit));
    }

    private static async Task<RunId> ChildOfAsync(RedflowClient client, RunId parent)
    {
        RunId? child = null;
        await Wait.UntilAsync(
            async () => (child = (await client.ListRunsAsync(new() { Parent = parent })).Runs.SingleOrDefault()?.Id) is not null, "there is a child");
        return child!.Value;
    }
}
