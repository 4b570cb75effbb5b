using Redflow.Limits;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class RedisPartitionsTests(PartitionedRedisServer server) : StoreTest(server), IClassFixture<PartitionedRedisServer>
{
    private readonly PartitionedRedisServer _server = server;

    [SkippableFact]
    public async Task Runs_of_a_workflow_that_nobody_has_registered_yet_live_where_its_limits_will_be_looked_for()
    {
        var early = new HashSet<int>();
        for (var i = 0; i < 30; i++)
        {
            early.Add((await Store.NewRunIdAsync("later", null)).Partition);
        }

        await DefineAsync(info => info with { Limits = new WorkflowLimits { MaxConcurrency = 1 } }, "later");
        await using var other = ((RedisTestStore)Test).Open(_server.Multiplexer);

        Assert.Equal([(await other.NewRunIdAsync("later", null)).Partition], early);
    }

    [SkippableFact]
    public async Task A_handler_that_is_emitted_again_after_its_workflow_became_limited_is_the_same_run()
    {
        var handler = await NameElsewhereAsync(New().Id.Partition);
        await DefineAsync(info => info, handler);
        await DefineAsync(info => info with { OnFailure = handler });
        await EndAsync(Failed);
        await RelayAndDieAsync();
        await DefineAsync(info => info with { Limits = new WorkflowLimits { MaxConcurrency = 1 } }, handler);

        await AdvanceAsync(5 * Second);
        await using var another = ((RedisTestStore)Test).Open(_server.Multiplexer);
        Assert.Equal(1, (await another.RelayAsync(10).Bounded()).Count);

        Assert.Single(await ListAsync(new() { Workflow = handler }));
    }

    /// <summary>Delivers what is due, and dies before that is confirmed.</summary>
    private async Task RelayAndDieAsync()
    {
        await using var proxy = RedisProxy.Start(_server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = ((RedisTestStore)Test).Open(multiplexer);
        await store.CheckAsync().Bounded();
        var cut = proxy.CutAt("drop_effects", CutMoment.Request, times: 1, forGood: true);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.RelayAsync(10).Bounded());
        await cut.Bounded();
    }

    /// <summary>Finds a name whose runs live elsewhere when they are limited, as those of one that nobody knows count.</summary>
    private async Task<string> NameElsewhereAsync(int partition)
    {
        for (var i = 0; ; i++)
        {
            if ((await Store.NewRunIdAsync($"apologize-{i}", null)).Partition != partition)
            {
                return $"apologize-{i}";
            }
        }
    }
}
