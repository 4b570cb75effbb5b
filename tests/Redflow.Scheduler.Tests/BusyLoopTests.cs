using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Scheduler.Tests;

public sealed class BusyLoopTests
{
    /// <summary>More than each loop's first tries, which come soon after one another.</summary>
    private const int MostCalls = 15;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(4);

    [SkippableFact]
    public async Task No_loop_is_busy_while_Redis_is_away()
    {
        await using var server = new RedisServer();
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await server.InitializeAsync();
        var (store, counts) = CountingStore.Over(server.OpenStore($"test-{Guid.NewGuid():N}"));
        await using var host = await WorkerHost.StartAsync(
            new GivenStore(store), "", redflow => redflow.AddWorkflow<int, int>("work", ctx => Task.FromResult(7)));
        Assert.Equal(7, await (await host.Client.EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit));

        server.Kill();
        counts.Reset();

        // What is counted is what happens in a time: nothing else than time can end it.
        await Task.Delay(Outage);
        var calls = counts.Calls.ToDictionary();
        await server.StartAsync();

        Assert.Contains(calls, call => call.Key == nameof(IRedflowStore.ExchangeAsync));
        Assert.Contains(calls, call => call.Key == nameof(IRedflowStore.RenewAsync));
        Assert.Contains(calls, call => call.Key == nameof(IRedflowStore.PromoteAsync));
        Assert.All(calls, call => Assert.True(call.Value <= MostCalls, $"{call.Key} was called {call.Value} times."));
    }
}
