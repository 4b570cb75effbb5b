using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Functions in a cluster, where each node has its own.</summary>
public sealed class ClusterFunctionTests(RedisCluster cluster) : StoreTest(cluster), IClassFixture<RedisCluster>
{
    private readonly RedisCluster _cluster = cluster;

    [SkippableFact]
    public async Task Each_master_calls_those_of_its_partitions()
    {
        // The first call finds none, and loads it.
        await EmitToAllAsync();
        await EmitToAllAsync();

        foreach (var node in await Task.WhenAll(Enumerable.Range(0, Test.Partitions).Select(partition => _cluster.MasterOfAsync(((RedisTestStore)Test).Prefix, partition))))
        {
            var loaded = await RespCall.SendAsync(node.Port, ["FUNCTION", "LIST", "LIBRARYNAME", "redflow_emit_runs_*"], CancellationToken.None);
            var counted = await RespCall.SendAsync(node.Port, ["INFO", "commandstats"], CancellationToken.None);
            Assert.Single(loaded.Items);
            Assert.Contains("cmdstat_fcall:calls=", counted.Text, StringComparison.Ordinal);
        }
    }

    private async Task EmitToAllAsync()
    {
        for (var partition = 0; partition < Test.Partitions; partition++)
        {
            await EmitAsync(run => run with { Id = RunId.New(partition) });
        }
    }
}
