using System.Diagnostics;
using System.Net.Sockets;
using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>The server under fire: one process, or the nodes of a cluster. What can be done to some kinds only, those have.</summary>
internal abstract class ChaosServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Is told of the id of each process that was started.</summary>
    public Action<int>? Started { get; set; }

    /// <summary>For how long before it is killed it may lose what it has answered, where it does not sync each write.</summary>
    public virtual TimeSpan MayLose => TimeSpan.Zero;

    /// <summary>How many partitions the namespace has.</summary>
    public virtual int Partitions => 1;

    /// <summary>Whether it has functions beside scripts.</summary>
    public virtual bool HasFunctions => true;

    /// <summary>What keeps it from being started on this machine; null for nothing.</summary>
    public abstract string? SkipReason { get; }

    /// <summary>The processes that answer now.</summary>
    public abstract IReadOnlyList<TestServer> Nodes { get; }

    /// <summary>Starts it, and waits until it serves.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Opens the way of one more process, which has to dispose of it.</summary>
    public abstract Route Open();

    /// <summary>Returns one of the nodes that take writes.</summary>
    /// <param name="place">Which one, counted around.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public abstract Task<TestServer> MasterAsync(int place, CancellationToken cancellationToken);

    /// <summary>Starts a node, again after a kill on the same port and data, and waits until it serves what it is there for.</summary>
    public async Task StartAsync(TestServer node, CancellationToken cancellationToken)
    {
        node.Spawn();
        Started?.Invoke(node.ProcessId);
        await ServesAsync(node, cancellationToken);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Calls a node.</summary>
    /// <exception cref="ChaosException">It answers with an error.</exception>
    public static async Task<RespValue> CallAsync(TestServer node, CancellationToken cancellationToken, params string[] words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var reply = await RespCall.SendAsync(node.Port, words, limit.Token);
        return reply.IsError("") ? throw new ChaosException($"{string.Join(' ', words)} was answered with: {reply.Text}") : reply;
    }

    /// <summary>Returns when a node that was started serves what it is there for.</summary>
    protected virtual Task ServesAsync(TestServer node, CancellationToken cancellationToken) =>
        UntilAsync(() => node.AnswersAsync(cancellationToken), $"the server on port {node.Port} answers", cancellationToken);

    /// <summary>Returns when a replica has what its master has, and has it in its file.</summary>
    protected static async Task InStepAsync(TestServer replica, CancellationToken cancellationToken)
    {
        await UntilAsync(() => SaysAsync(replica, "replication", "master_link_status:up", cancellationToken), $"the replica on port {replica.Port} is in step", cancellationToken);
        await UntilAsync(() => HasItsFileAsync(replica, cancellationToken), $"the file of the replica on port {replica.Port} is written", cancellationToken);
    }

    /// <summary>Tells whether a section of what a node says of itself has a text.</summary>
    protected static async Task<bool> SaysAsync(TestServer node, string section, string what, CancellationToken cancellationToken) =>
        (await CallAsync(node, cancellationToken, "INFO", section)).Text!.Contains(what, StringComparison.Ordinal);

    protected static async Task UntilAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await HoldsAsync(condition))
        {
            if (Stopwatch.GetElapsedTime(begun) > Limit)
            {
                throw new ChaosException($"Not within {Limit.TotalSeconds} s: {what}.");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static async Task<bool> HasItsFileAsync(TestServer node, CancellationToken cancellationToken) =>
        await SaysAsync(node, "persistence", "aof_rewrite_scheduled:0", cancellationToken)
        && await SaysAsync(node, "persistence", "aof_rewrite_in_progress:0", cancellationToken);

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
