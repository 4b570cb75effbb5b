using System.Globalization;

namespace Redflow.Testing;

/// <summary>A node of a <see cref="RedisCluster"/>.</summary>
public sealed class RedisClusterNode : RedisServer
{
    public string EndPoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Whether it knows all nodes, and has every slot served.</summary>
    public async Task<bool> IsWholeAsync(int nodes, CancellationToken cancellationToken = default)
    {
        var info = (await RespCall.SendAsync(Port, ["CLUSTER", "INFO"], cancellationToken)).Text!;
        return info.Contains("cluster_state:ok", StringComparison.Ordinal)
            && info.Contains(string.Create(CultureInfo.InvariantCulture, $"cluster_known_nodes:{nodes}\r"), StringComparison.Ordinal);
    }

    /// <summary>Whether what it says of its replication has a text.</summary>
    public async Task<bool> ReplicatesAsync(string what) =>
        (await RespCall.SendAsync(Port, ["INFO", "replication"], CancellationToken.None)).Text!.Contains(what, StringComparison.Ordinal);

    protected override (string Program, IEnumerable<string> Arguments) Command()
    {
        var (program, arguments) = base.Command();
        return (program, [.. arguments, "--cluster-enabled", "yes", "--cluster-node-timeout", "5000"]);
    }
}
