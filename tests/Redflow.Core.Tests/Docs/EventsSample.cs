using Redflow.Client;
using Redflow.Events;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/events.md, run.</summary>
public sealed class EventsSample
{
    private static readonly WorkflowRef<string, string> Ship = new("ship");
    private static readonly WorkflowRef<string, string> Review = new("review");

    [Fact]
    public async Task The_event_of_the_order_ends_the_wait()
    {
        var run = await WorkflowTest.For(Ship, Define).WithEvent("order.paid", new Paid(42), "order-7").RunAsync("order-7").Bounded();

        Assert.Equal("42 EUR", run.Output);
        Assert.Equal(("order.shipped", "order-7"), (run.EmittedEvents[^1].Name, run.EmittedEvents[^1].CorrelationKey));
    }

    [Fact]
    public async Task An_event_with_another_key_does_not()
    {
        var run = await WorkflowTest.For(Ship, Define).WithEvent("order.paid", new Paid(42), "order-8").RunAsync("order-7").Bounded();

        Assert.Equal(("never paid", TimeSpan.FromDays(3)), (run.Output, run.Elapsed));
    }

    [Fact]
    public async Task An_event_starts_runs_and_may_come_before_its_wait()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();

        var id = await EmitEventAsync(host.Client);
        var handle = await host.Client.EmitWorkflowAsync(Ship, "order-7");

        Assert.Equal("42 EUR", await handle.GetResultAsync(Wait.Limit));
        await Wait.UntilAsync(async () => await ReadAsync(host.Client, id) == (1, 1), "the event has started one run and released one");
    }

    [Fact]
    public async Task A_signal_reaches_one_run()
    {
        await using var host = await RedflowTestHost.StartAsync(Define).Bounded();
        var handle = await host.Client.EmitWorkflowAsync(Review, "draft");

        var result = await SignalAsync(handle);

        Assert.Equal(SignalResult.Delivered, result);
        Assert.Equal("draft, approved by Ada", await handle.GetResultAsync(Wait.Limit));
        Assert.Equal(SignalResult.AlreadyFinished, await SignalAsync(handle));
    }

    private static void Define(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<string, string>("ship", async ctx =>
        {
            try
            {
                var paid = await ctx.Step.WaitForEventAsync<Paid>("paid", "order.paid", ctx.Input, new() { Timeout = TimeSpan.FromDays(3) });
                await ctx.Step.EmitEventAsync("tell", "order.shipped", new { Order = ctx.Input }, ctx.Input);
                return $"{paid.Euros} EUR";
            }
            catch (WaitTimeoutException)
            {
                return "never paid";
            }
        });
        redflow.AddWorkflow<Paid, int>("book", ctx => Task.FromResult(ctx.Input.Euros), o => o.Events.Add("order.paid"));
        redflow.AddWorkflow<string, string>("review", async ctx =>
        {
            var approval = await ctx.Step.WaitForSignalAsync<Approval>("approval", "approve");
            return $"{ctx.Input}, approved by {approval.By}";
        });
    }

    private static async Task<EventId> EmitEventAsync(RedflowClient client)
    {
        var id = await client.EmitEventAsync("order.paid", new Paid(42), correlationKey: "order-7");
        return id;
    }

    private static async Task<(int Started, int Released)> ReadAsync(RedflowClient client, EventId id)
    {
        var paid = await client.FindEventAsync(id);
        var (started, released) = (paid!.Started.Count, paid.Released.Count);
        return (started, released);
    }

    private static async Task<SignalResult> SignalAsync(RunHandle<string> handle)
    {
        var result = await handle.SignalAsync("approve", new Approval("Ada"));
        return result;
    }

    private sealed record Paid(int Euros);

    private sealed record Approval(string By);
}
