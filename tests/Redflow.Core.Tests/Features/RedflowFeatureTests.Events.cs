using Redflow.Events;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    [Workflow("ship-order")]
    [EventTrigger("order.paid")]
    private sealed class ShipOrder : IWorkflow<int, int>
    {
        public Task<int> RunAsync(WorkflowContext<int> ctx) => Task.FromResult(ctx.Input);
    }

    [SkippableFact]
    public async Task The_history_of_an_event_says_which_runs_it_started_and_which_waits_it_released()
    {
        await using var host = await StartOnRedisAsync(redflow => redflow
            .AddWorkflow<ShipOrder>()
            .AddWorkflow<int, int>("wait", ctx => ctx.Step.WaitForEventAsync<int>("paid", "order.paid", "42")));
        var waiting = await host.Client.EmitWorkflowAsync<int, int>("wait", 0);
        await Wait.UntilAsync(async () => (await waiting.GetStateAsync()).Status == RunStatus.Waiting, "the run waits");

        var id = await host.Client.EmitEventAsync("order.paid", 7, "42");

        Assert.Equal(7, await waiting.GetResultAsync(Wait.Limit));
        await Wait.UntilAsync(async () => (await host.Client.GetEventAsync(id)).Started.Count == 1, "the event has started its run");
        var history = await host.Client.GetEventAsync(id);
        Assert.Equal(("order.paid", "42", 7), (history.Name, history.CorrelationKey, history.Payload!.Value.As<int>()));
        Assert.Equal(waiting.Id, Assert.Single(history.Released));
        var started = Assert.Single(history.Started);
        Assert.Equal("ship-order", (await host.Client.GetRunAsync(started)).Workflow);
        Assert.Equal(7, await host.Client.GetHandle<int>(started).GetResultAsync(Wait.Limit));
        Assert.Equal(id, Assert.Single((await host.Client.ListEventsAsync(new() { Name = "order.paid" })).Events).Id);
    }

    [Fact]
    public async Task An_event_matches_by_its_exact_name_and_correlation_key()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<int, int>("wait", ctx => ctx.Step.WaitForEventAsync<int>("paid", "order.paid", "42")));
        var handle = await host.Client.EmitWorkflowAsync<int, int>("wait", 0);
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the run waits");

        await host.Client.EmitEventAsync("order.paid", 1, "43");
        await host.Client.EmitEventAsync("order.paid", 2);
        await host.Client.EmitEventAsync("order.PAID", 3, "42");
        await host.Client.EmitEventAsync("order.paid", 4, "42");

        Assert.Equal(4, await handle.GetResultAsync(Wait.Limit));
    }

    [Theory]
    [InlineData(4, RunStatus.Succeeded)]
    [InlineData(6, RunStatus.Waiting)]
    public async Task An_event_may_come_up_to_five_minutes_before_its_wait_by_default(int minutes, RunStatus expected)
    {
        var run = await WorkflowTest.For<int, int>(async ctx =>
        {
            await ctx.Step.EmitEventAsync("tell", "order.paid", 7);
            await ctx.Step.SleepAsync("nap", TimeSpan.FromMinutes(ctx.Input));
            return await ctx.Step.WaitForEventAsync<int>("paid", "order.paid");
        }).RunAsync(minutes).Bounded();

        Assert.Equal(expected, run.Status);
    }

    [Fact]
    public async Task An_event_that_a_step_emits_starts_exactly_one_run_of_each_workflow_that_it_triggers()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow
            .AddWorkflow<ShipOrder>()
            .AddWorkflow<int, int>("thank", ctx => Task.FromResult(ctx.Input), o => o.Events.Add("order.paid"))
            .AddWorkflow<int, EventId>("pay", async ctx =>
            {
                var id = await ctx.Step.EmitEventAsync("tell", "order.paid", ctx.Input);
                return ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Behind the emit.") : id;
            }, o => o.Backoff = Quick));

        var id = await (await host.Client.EmitWorkflowAsync<int, EventId>("pay", 7)).GetResultAsync(Wait.Limit);

        await Wait.UntilAsync(async () => await host.Client.FindEventAsync(id) is { Started.Count: 2 }, "both workflows have a run");
        Assert.Equal((1, 1), (await host.Client.CountRunsAsync(new() { Workflow = "ship-order" }), await host.Client.CountRunsAsync(new() { Workflow = "thank" })));
    }

    [Fact]
    public async Task An_event_that_nobody_emitted_is_not_found()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<ShipOrder>());
        var id = EventId.New(0);

        var error = await Assert.ThrowsAsync<EventNotFoundException>(() => host.Client.GetEventAsync(id));

        Assert.Equal(id, error.Id);
        Assert.Null(await host.Client.FindEventAsync(id));
    }
}
