using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Redflow.Storage;
using Redflow.Storage.Redis;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Testing;

/// <summary>A Redis Cluster of a test's own: three masters and a replica of each, on loopback. Its stores have four partitions.</summary>
public sealed class RedisCluster : IStoreServer, IAsyncLifetime
{
    private const int Partitions = 4;
    private const int Masters = 3;

    private readonly RedisClusterNode[] _nodes = [.. Enumerable.Range(0, Masters * 2).Select(_ => new RedisClusterNode())];
    private ConnectionMultiplexer? _multiplexer;

    public string? SkipReason => _nodes[0].SkipReason;

    private ConnectionMultiplexer Multiplexer => _multiplexer ?? throw new SkipException(SkipReason);

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

        await Task.WhenAll(_nodes.Select(node => node.InitializeAsync()));
        await JoinAsync();
        _multiplexer = await ConnectionMultiplexer.ConnectAsync(string.Join(',', _nodes.Select(node => node.ConnectionString)));
        await Wait.UntilAsync(() => Task.FromResult(_multiplexer.GetServer(_nodes[0].EndPoint).ClusterConfiguration is not null), "the client knows the cluster");
    }

    public async Task DisposeAsync()
    {
        _multiplexer?.Dispose();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>Joins the nodes with redis-cli, and waits until each of them says that the cluster is whole.</summary>
    private async Task JoinAsync()
    {
        var arguments = _nodes.Select(node => node.EndPoint).Prepend("create").Prepend("--cluster")
            .Concat(["--cluster-replicas", "1", "--cluster-yes"]);
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", arguments) { RedirectStandardOutput = true })!;
        var output = await cli.StandardOutput.ReadToEndAsync().Bounded();
        await cli.WaitForExitAsync().Bounded();
        Assert.True(cli.ExitCode == 0, output);
        foreach (var node in _nodes)
        {
            await Wait.UntilAsync(async () => await node.IsWholeAsync(_nodes.Length), string.Create(CultureInfo.InvariantCulture, $"the cluster is whole on {node.Port}"));
        }
    }
}
