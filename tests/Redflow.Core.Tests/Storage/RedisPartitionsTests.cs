using Redflow.Limits;
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
}
