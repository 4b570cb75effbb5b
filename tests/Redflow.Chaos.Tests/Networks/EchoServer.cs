using System.Net;
using System.Net.Sockets;
using System.Text;
using Redflow.Testing;

namespace Redflow.Chaos.Tests.Networks;

/// <summary>Sends back what it gets, and remembers it.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly StringBuilder _heard = new();
    private readonly Task _serving;

    private EchoServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static EchoServer Start() => new();

    /// <summary>Waits until it has got this, over all connections.</summary>
    public Task HeardAsync(string text) => Wait.UntilAsync(() => Task.FromResult(Heard() == text), $"the server has heard '{text}', not '{Heard()}'");

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _serving.Bounded();
        _stopped.Dispose();
    }

    private string Heard()
    {
        lock (_heard)
        {
            return _heard.ToString();
        }
    }

    private async Task ServeAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(EchoAsync(await _listener.AcceptTcpClientAsync(_stopped.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task EchoAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var (stream, buffer) = (client.GetStream(), new byte[1024]);
                while (await stream.ReadAsync(buffer, _stopped.Token) is > 0 and var length)
                {
                    lock (_heard)
                    {
                        _heard.Append(Encoding.ASCII.GetString(buffer, 0, length));
                    }

                    await stream.WriteAsync(buffer.AsMemory(0, length), _stopped.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The connection was cut, or the test is over.
            }
        }
    }
}
