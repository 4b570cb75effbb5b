using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Redflow.Testing;

/// <summary>
/// Stands between clients and a server, reads what they say, and cuts connections at a chosen script: as a network does, or for good, as
/// the death of the client's process does.
/// </summary>
public sealed class RedisProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly int _server;
    private readonly Task _accepting;
    private RedisCut? _cut;

    private RedisProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Is told of every script that was answered, before its caller is.</summary>
    public Action<string, RespValue>? Answered { get; set; }

    /// <summary>Is awaited before a script is passed on.</summary>
    public Func<string, Task>? Calling { get; set; }

    /// <summary>Starts one on a free loopback port.</summary>
    /// <param name="server">The server's port.</param>
    public static RedisProxy Start(int server) => new(server);

    /// <summary>Connects a client to the server through it.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() =>
        TestServer.ConnectAsync(TestServer.ConnectionStringOf(((IPEndPoint)_listener.LocalEndpoint).Port));

    /// <summary>Cuts connections when a script is sent.</summary>
    /// <param name="script">The script.</param>
    /// <param name="moment">Before or after it runs.</param>
    /// <param name="times">When it is sent for which time from now on; 1 for the next.</param>
    /// <param name="forGood">Whether all connections are cut and no more are taken, instead of the one that sends it.</param>
    /// <returns>Done when that has happened.</returns>
    public Task CutAt(string script, CutMoment moment, int times, bool forGood)
    {
        var cut = new RedisCut(script, moment, times, forGood);
        Volatile.Write(ref _cut, cut);
        return cut.Done;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Task.WhenAll([_accepting, .. _connections.Values]).Bounded();
        _stopped.Dispose();
    }

    /// <summary>Whether a connection is to be cut now.</summary>
    internal async ValueTask<bool> CutsAsync(string script, CutMoment moment)
    {
        var cut = Volatile.Read(ref _cut);
        if (cut is null || !cut.Takes(script, moment))
        {
            return false;
        }

        if (cut.ForGood)
        {
            await StopAsync();
        }

        cut.Happened();
        return true;
    }

    private async Task StopAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopped.Token);
                var connection = new ProxiedConnection(this, client);
                _connections[connection] = connection.RunAsync(_server, _stopped.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException && _stopped.IsCancellationRequested)
        {
            // The listener was stopped.
        }
    }
}
