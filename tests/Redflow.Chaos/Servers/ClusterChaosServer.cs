using System.Diagnostics;
using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>
/// A Redis Cluster, each node of which syncs its append-only file with each write. Clients go to the addresses that its nodes announce, so
/// there is no network in between.
/// </summary>
/// <remarks>
/// A replica takes over only when it is asked to: of a master that died it would lack what had not been sent yet, so one that is killed
/// comes back itself. The time after which a node counts as failed does not have to be long for that, and may not be: a node is
/// elected again only after four times as long.
/// </remarks>
internal sealed class ClusterChaosServer : ChaosServer
{
    // The nodes give such an attempt up after 5 s.
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(6);

    private readonly RedisCluster _cluster = new() { Options = [.. RedisChaosServer.Options, "--cluster-replica-no-failover", "yes"] };

    public override int Partitions => RedisCluster.Partitions;

    public override string? SkipReason => _cluster.SkipReason;

    public override IReadOnlyList<TestServer> Nodes => _cluster.Nodes;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _cluster.Spawn();
        foreach (var node in Nodes)
        {
            Started?.Invoke(node.ProcessId);
        }

        await _cluster.JoinAsync();
    }

    public override Route Open() => Route.To(_cluster.EndPoints, network: null);

    public override async Task<TestServer> MasterAsync(int place, CancellationToken cancellationToken)
    {
        var are = await Task.WhenAll(Nodes.Select(node => SaysAsync(node, "replication", "role:master", cancellationToken)));
        var masters = Nodes.Where((_, i) => are[i]).ToArray();
        return masters[place % masters.Length];
    }

    /// <summary>
    /// Has the replica of a master take over: its master takes no more writes until it has all of them, and nothing that was answered is
    /// lost. The master becomes its replica.
    /// </summary>
    public async Task FailOverAsync(int place, CancellationToken cancellationToken)
    {
        var master = await MasterAsync(place, cancellationToken);
        var replica = await _cluster.ReplicaOfAsync((RedisClusterNode)master);
        await InStepAsync(replica, cancellationToken);
        await UntilAsync(Asking(replica, cancellationToken), $"the replica on port {replica.Port} is a master", cancellationToken);
        await ServesAsync(replica, cancellationToken);
        await InStepAsync(master, cancellationToken);
    }

    public override async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Waits until it takes part in the cluster too: a master that comes back holds back for 2 s.</summary>
    protected override async Task ServesAsync(TestServer node, CancellationToken cancellationToken)
    {
        await base.ServesAsync(node, cancellationToken);
        await UntilAsync(() => ((RedisClusterNode)node).IsWholeAsync(Nodes.Count, cancellationToken), $"the node on port {node.Port} serves its slots", cancellationToken);
    }

    /// <summary>Tells whether a replica has taken over, and asks it to, again where an attempt has failed.</summary>
    private static Func<Task<bool>> Asking(TestServer replica, CancellationToken cancellationToken)
    {
        long? asked = null;
        return async () =>
        {
            if (await SaysAsync(replica, "replication", "role:master", cancellationToken))
            {
                return true;
            }

            if (asked is not { } at || Stopwatch.GetElapsedTime(at) > Attempt)
            {
                await RespCall.SendAsync(replica.Port, ["CLUSTER", "FAILOVER"], cancellationToken);
                asked = Stopwatch.GetTimestamp();
            }

            return false;
        };
    }
}
