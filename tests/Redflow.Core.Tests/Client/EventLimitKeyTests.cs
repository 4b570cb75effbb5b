using Redflow.Events;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>Whose share of the limits the runs take that an event starts.</summary>
public sealed class EventLimitKeyTests
{
    [Theory]
    [InlineData("client")]
    [InlineData("step")]
    public async Task A_run_that_an_event_starts_takes_the_share_of_the_key_in_its_payload(string from)
    {
        await using var host = await StartAsync();

        var runs = await EmitAsync(host, from, new Paid("ada", 1));

        Assert.Equal([("by-amount", "1"), ("by-tenant", "ada"), ("by-whole", null)], runs);
    }

    [Fact]
    public async Task An_event_whose_payload_has_no_key_starts_runs_without_one()
    {
        await using var host = await StartAsync();

        var runs = await EmitAsync(host, "client", new Paid(null, 1));

        Assert.Equal([("by-amount", "1"), ("by-tenant", null), ("by-whole", null)], runs);
    }

    /// <summary>Returns the runs that it starts, with their keys.</summary>
    private static async Task<IEnumerable<(string, string?)>> EmitAsync(RedflowTestHost host, string from, Paid payload)
    {
        var id = from == "client"
            ? await host.Client.EmitEventAsync("paid", payload)
            : EventId.Parse(await (await host.Client.EmitWorkflowAsync<Paid, string>("emitter", payload)).GetResultAsync(Wait.Limit), null);
        // A step's event is delivered after the commit of its step: the run that emits it may end before.
        await Wait.UntilAsync(async () => await host.Client.FindEventAsync(id) is { Started.Count: 3 }, "the event has started its runs");
        var runs = await Task.WhenAll((await host.Client.GetEventAsync(id)).Started.Select(run => host.Client.GetRunAsync(run)));
        return runs.Select(run => (run.Workflow, run.LimitKey)).Order();
    }

    private static Task<RedflowTestHost> StartAsync() => RedflowTestHost.StartAsync(redflow => redflow
        .AddWorkflow<Paid, int>("by-tenant", ctx => Task.FromResult(0), o => Limit(o, "tenant"))
        .AddWorkflow<Paid, int>("by-amount", ctx => Task.FromResult(0), o => Limit(o, "amount"))
        .AddWorkflow<Paid, int>("by-whole", ctx => Task.FromResult(0), o => Limit(o, "nested"))
        .AddWorkflow<Paid, string>("emitter", async ctx => (await ctx.Step.EmitEventAsync("emit", "paid", ctx.Input)).ToString()));

    private static void Limit(WorkflowOptions options, string path)
    {
        options.LimitKey = path;
        options.MaxConcurrencyPerKey = 1;
        options.Events.Add("paid");
    }

    private sealed record Paid(string? Tenant, int Amount)
    {
        public int[] Nested { get; } = [1];
    }
}
