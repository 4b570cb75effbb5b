using System.Diagnostics;
using System.Net.Sockets;
using Redflow.Testing;
using Redflow.Testing.Processes;

namespace Redflow.Chaos.Servers;

/// <summary>The server under fire. What can be done to it besides is told by the interfaces that it has.</summary>
/// <param name="server">The one that is started first.</param>
internal abstract class ChaosServer(TestServer server) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private TestServer? _beside;

    /// <summary>Is told when another server takes over, with its port.</summary>
    public Action<int>? Moved { get; set; }

    /// <summary>Is told of the id of each process that was started.</summary>
    public Action<int>? Started { get; set; }

    /// <summary>For how long before it is killed it may lose what it has answered, where it does not sync each write.</summary>
    public abstract TimeSpan MayLose { get; }

    /// <summary>Where the one is that answers now.</summary>
    public int Port => Current.Port;

    public int ProcessId => Current.ProcessId;

    /// <summary>What keeps it from being started on this machine; null for nothing.</summary>
    public string? SkipReason => Current.SkipReason;

    /// <summary>The one that answers now.</summary>
    protected TestServer Current { get; private set; } = server;

    /// <summary>Starts it, again after a <see cref="Kill"/> on the same port and data, and waits until it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Current.Spawn();
        Started?.Invoke(ProcessId);
        return AnswersAsync(Current.Port, cancellationToken);
    }

    public void Kill() => Current.Kill();

    public void Stop() => Signals.Stop(ProcessId);

    /// <summary>Lets it go on after a <see cref="Stop"/>.</summary>
    public void Continue() => Signals.Continue(ProcessId);

    /// <summary>Forgets all scripts.</summary>
    public Task FlushScriptsAsync(CancellationToken cancellationToken) => CallAsync(cancellationToken, "SCRIPT", "FLUSH");

    public async ValueTask DisposeAsync()
    {
        await Current.DisposeAsync();
        if (_beside is not null)
        {
            await _beside.DisposeAsync();
        }
    }

    /// <summary>Calls the one that answers now.</summary>
    /// <exception cref="ChaosException">It answers with an error.</exception>
    protected Task<RespValue> CallAsync(CancellationToken cancellationToken, params string[] words) => CallAsync(Port, words, cancellationToken);

    protected static async Task<RespValue> CallAsync(int port, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var reply = await RespCall.SendAsync(port, words, limit.Token);
        return reply.IsError("") ? throw new ChaosException($"{string.Join(' ', words)} was answered with: {reply.Text}") : reply;
    }

    protected static Task AnswersAsync(int port, CancellationToken cancellationToken) =>
        UntilAsync(async () => (await RespCall.SendAsync(port, ["PING"], cancellationToken)).Text == "PONG", $"the server on port {port} answers", cancellationToken);

    /// <summary>Another server, started beside the one that answers now.</summary>
    protected async Task<TestServer> StartBesideAsync(TestServer other, CancellationToken cancellationToken)
    {
        _beside = other;
        other.Spawn();
        Started?.Invoke(other.ProcessId);
        await AnswersAsync(other.Port, cancellationToken);
        return other;
    }

    /// <summary>Has that other server take over, and ends the one that answered so far.</summary>
    protected async Task MoveAsync()
    {
        var last = Current;
        (Current, _beside) = (_beside!, null);
        Moved?.Invoke(Port);
        await last.DisposeAsync();
    }

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
