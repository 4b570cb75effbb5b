using System.Diagnostics;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Testing.Processes;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A cluster of which a master and its replica are gone, or one keeps its connections and says nothing, as a host that hangs does.</summary>
public sealed class ClusterOutageTests(RedisCluster cluster) : StoreTest(cluster), IClassFixture<RedisCluster>
{
    private readonly RedisCluster _cluster = cluster;

    [SkippableFact]
    public async Task A_partition_that_is_silent_keeps_no_other_from_being_renewed_in_time()
    {
        var runs = await StartOneInEachAsync();
        var masters = await MastersOfAsync(runs);
        var renewal = new LeaseRenewal(Worker, TimeSpan.FromSeconds(3), runs, ReturnStrangers: false);
        Signals.Stop(masters[0].ProcessId);
        var sentAt = Stopwatch.GetTimestamp();

        var reply = await Store.RenewAsync(renewal).Bounded();

        var took = Stopwatch.GetElapsedTime(sentAt);
        Signals.Continue(masters[0].ProcessId);
        Assert.True(took < renewal.LeaseDuration, $"{took}");
        Assert.Equal(Enumerable.Range(0, Test.Partitions).Where(partition => masters[partition] == masters[0]), reply.Unanswered);
        Assert.True(reply.Known);
        Assert.Empty(reply.Lost);
        Assert.IsType<StoreUnavailableException>(reply.Failure);
    }

    [SkippableFact]
    public async Task A_partition_whose_nodes_are_gone_is_unavailable_until_they_are_back_and_no_other_is()
    {
        var runs = await StartOneInEachAsync();
        var masters = await MastersOfAsync(runs);
        RedisClusterNode[] gone = [masters[0], await _cluster.ReplicaOfAsync(masters[0])];
        Array.ForEach(gone, static node => node.Kill());

        var failures = await Task.WhenAll(runs.Select(run => Record.ExceptionAsync(() => Store.FindRunAsync(run.Id)))).Bounded();

        Array.ForEach(gone, static node => node.Spawn());
        Assert.All(failures, (failure, partition) => Assert.Equal(
            masters[partition] == masters[0] ? typeof(StoreUnavailableException) : null, failure?.GetType()));
        await Wait.UntilAsync(async () => await Record.ExceptionAsync(() => Store.FindRunAsync(runs[0].Id)) is null, "the partition is back");
    }

    private async Task<HeldRun[]> StartOneInEachAsync()
    {
        var runs = new HeldRun[Test.Partitions];
        for (var partition = 0; partition < runs.Length; partition++)
        {
            var claimed = await StartAsync(run => run with { Id = RunId.New(partition) });
            runs[partition] = new(claimed.Id, claimed.Fence);
        }

        return runs;
    }

    private Task<RedisClusterNode[]> MastersOfAsync(IEnumerable<HeldRun> runs) =>
        Task.WhenAll(runs.Select(run => _cluster.MasterOfAsync(((RedisTestStore)Test).Prefix, run.Id.Partition)));
}
