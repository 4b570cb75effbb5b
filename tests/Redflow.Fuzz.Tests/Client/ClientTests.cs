using System.Text.Json;
using Redflow.Client;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>Calls of a client, over each store. A line: the call's name, then its arguments.</summary>
public sealed class ClientTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    [Fact]
    public Task Call_in_memory_does_what_it_says_or_leaves_nothing() => BreakAsync(new MemoryStore(TimeProvider.System), RunResultBackends.Create(connectionString: null));

    [Fact]
    public async Task Call_to_redis_does_what_it_says_or_leaves_nothing()
    {
        var prefix = $"fuzz-{Guid.NewGuid():N}";
        var store = garnet.OpenStore(prefix);
        await using var results = RunResultBackends.Create(garnet.ConnectionString, new() { Prefix = prefix });

        await BreakAsync(store, results);

        var client = new RedflowClient(store, TimeProvider.System);
        await StoredKeys.CheckAsync(garnet.Multiplexer.GetDatabase(), prefix);
        await RunAllAsync(prefix, client);
        await StoredRuns.CheckAsync(client);
        await StoredKeys.CheckAsync(garnet.Multiplexer.GetDatabase(), prefix);
    }

    /// <summary>What was stored is what workers can run: each run that is due comes to its end.</summary>
    private async Task RunAllAsync(string prefix, RedflowClient client)
    {
        await foreach (var schedule in client.Schedules.EnumerateAsync())
        {
            await client.Schedules.DeleteAsync(schedule.Id);
        }

        await using var worker = await WorkerHost.StartAsync(
            garnet,
            prefix,
            redflow =>
            {
                foreach (var workflow in Registered.All)
                {
                    redflow.AddWorkflow<JsonElement, JsonElement>(workflow.Name, ctx => Task.FromResult(ctx.Input), options => options.MaxConcurrency = 0);
                }
            },
            options => (options.Concurrency, options.Queues) = (100, ["default", Registered.Bounded]));
        await Wait.UntilAsync(
            async () =>
            {
                var workflows = (await client.GetStatsAsync()).Workflows;
                return Registered.All.Select(workflow => workflows.GetValueOrDefault(workflow.Name))
                    .All(runs => runs is null || runs.GetValueOrDefault(RunStatus.Queued) + runs.GetValueOrDefault(RunStatus.Running) == 0);
            },
            "all runs that are due have ended");
    }

    private static async Task BreakAsync(IRedflowStore store, IRunResultBackend results)
    {
        await store.RegisterWorkflowsAsync(Registered.All);
        var client = new RedflowClient(store, TimeProvider.System);
        var caller = new Caller(client, results);

        await new ShotStorm("calls", 1_000).BreakAsync(Calls.Make, caller.TakeAsync);

        var stored = await StoredRuns.CheckAsync(client);
        Assert.Empty(caller.Runs.Except(stored));
        Assert.Equal(caller.Backfilled, stored.Except(caller.Runs).Count());
    }
}
