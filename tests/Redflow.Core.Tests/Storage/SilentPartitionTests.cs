using System.Diagnostics;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Testing.Processes;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A master of a cluster that keeps its connections and says nothing, as a host that hangs does.</summary>
public sealed class SilentPartitionTests(RedisCluster cluster) : StoreTest(cluster), IClassFixture<RedisCluster>
{
    private readonly RedisCluster _cluster = cluster;

    [SkippableFact]
    public async Task A_partition_that_is_silent_keeps_no_other_from_being_renewed_in_time()
    {
        var runs = new List<HeldRun>();
        for (var partition = 0; partition < Test.Partitions; partition++)
        {
            var claimed = await StartAsync(run => run with { Id = RunId.New(partition) });
            runs.Add(new(claimed.Id, claimed.Fence));
        }

        var masters = await Task.WhenAll(runs.Select(run => _cluster.MasterOfAsync(((RedisTestStore)Test).Prefix, run.Id.Partition)));
        var renewal = new LeaseRenewal(Worker, TimeSpan.FromSeconds(3), runs, ReturnStrangers: false);
        Signals.Stop(masters[0].ProcessId);
        var sentAt = Stopwatch.GetTimestamp();

        var reply = await Store.RenewAsync(renewal).Bounded();

        var took = Stopwatch.GetElapsedTime(sentAt);
        Signals.Continue(masters[0].ProcessId);
        Assert.True(took < renewal.LeaseDuration / 2, $"{took}");
        Assert.Equal(Enumerable.Range(0, Test.Partitions).Where(partition => masters[partition] == masters[0]), reply.Unanswered);
        Assert.True(reply.Known);
        Assert.Empty(reply.Lost);
        Assert.IsType<StoreUnavailableException>(reply.Failure);
    }
}
