using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>The way of one process to the server.</summary>
/// <param name="ConnectionString">What the process is told.</param>
/// <param name="Network">The network on it; null to a cluster, whose clients go to the addresses that its nodes announce.</param>
internal sealed record Route(string ConnectionString, FaultyNetwork? Network) : IAsyncDisposable
{
    /// <summary>The way to servers at these endpoints, with commas between.</summary>
    public static Route To(string endPoints, FaultyNetwork? network) => new($"{endPoints},abortConnect=false,connectTimeout=2000,syncTimeout=3000", network);

    public ValueTask DisposeAsync() => Network?.DisposeAsync() ?? ValueTask.CompletedTask;
}
