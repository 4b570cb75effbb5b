using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Redflow.Testing;

/// <summary>One connection over a <see cref="FaultyNetwork"/>.</summary>
#pragma warning disable CA1001 // A source without a timer holds nothing, and a cut may come when the connection has ended.
internal sealed class FaultyLink(FaultyNetwork network, TcpClient client)
#pragma warning restore CA1001
{
    private const int BufferSize = 64 * 1024;

    private readonly CancellationTokenSource _cut = new();

    public void Cut() => _cut.Cancel();

    public async Task RunAsync(int server, CancellationToken stopped)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopped, _cut.Token);
        using var upstream = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await upstream.ConnectAsync(IPAddress.Loopback, server, ended.Token);
                Task[] both = [PassAsync(client, upstream, isReply: false, ended.Token), PassAsync(upstream, client, isReply: true, ended.Token)];
                await Task.WhenAny(both);
                await ended.CancelAsync();
                await Task.WhenAll(both);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // One of the two has gone, or this connection was cut: the other one sees it end.
            }

            if (_cut.IsCancellationRequested)
            {
                Reset(client);
                Reset(upstream);
            }
        }
    }

    /// <summary>Resets it instead of closing it: what the system still holds of it is lost too.</summary>
    private static void Reset(TcpClient connection)
    {
        connection.LingerState = new(enable: true, seconds: 0);
        connection.Client.Dispose();
    }

    /// <summary>Reads on while what was read waits for its time, so that a delay makes nothing slower but itself.</summary>
    private async Task PassAsync(TcpClient from, TcpClient to, bool isReply, CancellationToken ended)
    {
        var read = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var writing = WriteAsync(read.Reader, to, ended);
        try
        {
            var buffer = new byte[BufferSize];
            var stream = from.GetStream();
            var hasLost = false;
            while (!writing.IsCompleted && await stream.ReadAsync(buffer, ended) is > 0 and var length)
            {
                // The rest of a reply, or the reply to another call, would be taken for the one that is lost.
                hasLost |= isReply && network.LosesReplies;
                if (hasLost)
                {
                    network.Lost(length);
                }
                else
                {
                    var due = Stopwatch.GetTimestamp() + (long)(network.Delay.TotalSeconds * Stopwatch.Frequency);
                    read.Writer.TryWrite((due, buffer[..length]));
                }
            }
        }
        finally
        {
            read.Writer.Complete();
            await writing;
        }
    }

    private static async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes)> read, TcpClient to, CancellationToken ended)
    {
        var stream = to.GetStream();
        await foreach (var (due, bytes) in read.ReadAllAsync(ended))
        {
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, ended);
            }

            await stream.WriteAsync(bytes, ended);
        }
    }
}
