using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A cluster of which a replica has taken over.</summary>
public sealed class ClusterFailoverTests(RedisCluster cluster) : StoreTest(cluster), IClassFixture<RedisCluster>
{
    private readonly RedisCluster _cluster = cluster;

    /// <summary>The client library goes on taking the new master for a replica, until it looks at the cluster anew.</summary>
    [SkippableFact]
    public async Task A_master_that_was_a_replica_is_called_at_once()
    {
        await EmitAsync(run => run with { Id = RunId.New(0) });
        var master = await _cluster.MasterOfAsync(((RedisTestStore)Test).Prefix, partition: 0);
        var replica = await _cluster.ReplicaOfAsync(master);
        await Wait.UntilAsync(() => replica.ReplicatesAsync("master_link_status:up"), "the replica is in step");
        await RespCall.SendAsync(replica.Port, ["CLUSTER", "FAILOVER"], CancellationToken.None);
        await Wait.UntilAsync(() => replica.ReplicatesAsync("role:master"), "the replica is a master");

        await EmitAsync(run => run with { Id = RunId.New(0) });
    }
}
