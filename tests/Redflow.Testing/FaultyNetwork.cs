using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Redflow.Testing;

/// <summary>
/// The network between one process and a server, over a port of its own: it cuts, refuses and delays connections and loses replies when
/// told to, whatever is said over them. <see cref="RedisProxy"/> cuts at a chosen script instead.
/// </summary>
public sealed class FaultyNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<FaultyLink, Task> _links = new();
    private readonly Task _accepting;
    private volatile int _server;
    private volatile bool _refuses;
    private volatile bool _losesReplies;
    private long _delay;
    private long _lostBytes;

    private FaultyNetwork(int server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the process connects to.</summary>
    public int Port { get; }

    /// <summary>Whether new connections are closed at once.</summary>
    public bool Refuses
    {
        get => _refuses;
        set => _refuses = value;
    }

    /// <summary>Whether what the server says is thrown away. A connection that has lost a reply has to be cut.</summary>
    public bool LosesReplies
    {
        get => _losesReplies;
        set => _losesReplies = value;
    }

    /// <summary>How many bytes of replies it has thrown away.</summary>
    public long LostBytes => Interlocked.Read(ref _lostBytes);

    /// <summary>How long what is said takes, in each direction.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delay));
        set => Interlocked.Exchange(ref _delay, value.Ticks);
    }

    /// <summary>Starts one on a free loopback port.</summary>
    /// <param name="server">The server's port.</param>
    public static FaultyNetwork Start(int server) => new(server);

    /// <summary>Has connections that are made from now on go to another server.</summary>
    /// <param name="server">Its port.</param>
    public void RouteTo(int server) => _server = server;

    /// <summary>Cuts all connections: both ends see them reset, and what is under way is lost.</summary>
    public void Cut()
    {
        foreach (var link in _links.Keys)
        {
            link.Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _links.Values]).Bounded();
        _stopped.Dispose();
    }

    internal void Lost(int bytes) => Interlocked.Add(ref _lostBytes, bytes);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Take(await _listener.AcceptTcpClientAsync(_stopped.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException && _stopped.IsCancellationRequested)
        {
            // The listener was stopped.
        }
    }

    private void Take(TcpClient client)
    {
        if (_refuses)
        {
            client.Dispose();
            return;
        }

        var link = new FaultyLink(this, client);
        _links[link] = RunAsync(link);
    }

    private async Task RunAsync(FaultyLink link)
    {
        await Task.Yield(); // It is in the table before it is out of it.
        await link.RunAsync(_server, _stopped.Token);
        _links.TryRemove(link, out _);
    }
}
