using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;
using Redflow.Storage.Redis;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Testing;

/// <summary>A Redis Cluster of a test's own: three masters and a replica of each, on loopback. Its stores have four partitions.</summary>
public sealed class RedisCluster : IStoreServer, IAsyncLifetime
{
    /// <summary>How many partitions its stores have: each master has one of any prefix at least.</summary>
    public const int Partitions = 4;

    private const int Masters = 3;

    private ConnectionMultiplexer? _multiplexer;

    /// <summary>What each node is started with besides.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public IReadOnlyList<RedisClusterNode> Nodes => field ??= [.. Enumerable.Range(0, Masters * 2).Select(_ => new RedisClusterNode { Options = Options })];

    /// <summary>All nodes, as the endpoints of a connection string.</summary>
    public string EndPoints => string.Join(',', Nodes.Select(node => node.EndPoint));

    public string? SkipReason => Nodes[0].SkipReason;

    public IConnectionMultiplexer Multiplexer => _multiplexer ?? throw new SkipException(SkipReason);

    public TestStore CreateStore() => new RedisTestStore(Multiplexer, Partitions);

    public IRedflowStore OpenStore(string prefix) => new RedisStore(Multiplexer, new() { Prefix = prefix, Partitions = Partitions }, TimeProvider.System);

    public void AddStore(IHostApplicationBuilder builder, string prefix) =>
        throw new NotSupportedException("The cluster is for the conformance of the store.");

    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        Spawn();
        await JoinAsync();
        _multiplexer = await ConnectionMultiplexer.ConnectAsync($"{EndPoints},abortConnect=false,connectTimeout=5000");
        await Wait.UntilAsync(() => Task.FromResult(_multiplexer.GetServer(Nodes[0].EndPoint).ClusterConfiguration is not null), "the client knows the cluster");
    }

    /// <summary>The node that takes the writes of a partition of a prefix.</summary>
    public async Task<RedisClusterNode> MasterOfAsync(string prefix, int partition)
    {
        var endPoint = (IPEndPoint)(await Multiplexer.GetDatabase().IdentifyEndpointAsync(new RedisKeys(prefix, partition).Guard))!;
        return Nodes.Single(node => node.Port == endPoint.Port);
    }

    /// <summary>The node that takes over when a master fails.</summary>
    public async Task<RedisClusterNode> ReplicaOfAsync(RedisClusterNode master)
    {
        var replications = await Task.WhenAll(Nodes.Select(node => RespCall.SendAsync(node.Port, ["INFO", "replication"], CancellationToken.None)));
        var follows = string.Create(CultureInfo.InvariantCulture, $"master_port:{master.Port}\r");
        return Nodes.Zip(replications).Single(node => node.Second.Text!.Contains(follows, StringComparison.Ordinal)).First;
    }

    /// <summary>Starts the processes of the nodes, which know nothing of each other yet.</summary>
    public void Spawn()
    {
        foreach (var node in Nodes)
        {
            node.Spawn();
        }
    }

    /// <summary>Joins the nodes with redis-cli, and waits until each of them says that the cluster is whole.</summary>
    public async Task JoinAsync()
    {
        foreach (var node in Nodes)
        {
            await Wait.UntilAsync(() => node.AnswersAsync(), string.Create(CultureInfo.InvariantCulture, $"{node.Port} answers"));
        }

        var arguments = Nodes.Select(node => node.EndPoint).Prepend("create").Prepend("--cluster")
            .Concat(["--cluster-replicas", "1", "--cluster-yes"]);
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", arguments) { RedirectStandardOutput = true })!;
        var output = await cli.StandardOutput.ReadToEndAsync().Bounded();
        await cli.WaitForExitAsync().Bounded();
        Assert.True(cli.ExitCode == 0, output);
        foreach (var node in Nodes)
        {
            await Wait.UntilAsync(() => node.IsWholeAsync(Nodes.Count), string.Create(CultureInfo.InvariantCulture, $"the cluster is whole on {node.Port}"));
        }
    }

    public async Task DisposeAsync()
    {
        _multiplexer?.Dispose();
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
    }
}
