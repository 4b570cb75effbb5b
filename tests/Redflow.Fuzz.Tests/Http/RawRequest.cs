using System.Net;
using System.Net.Sockets;
using System.Text;
using Redflow.Fuzz.Tests.Storm;

namespace Redflow.Fuzz.Tests.Http;

/// <summary>A request as a line says it: its head, without what every request needs, and its body; bytes, a unit each.</summary>
internal sealed class RawRequest
{
    /// <summary>How long the server is given to answer what may not be a whole request, before it is told that no more comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly byte[] _bytes;

    public RawRequest(Shot shot)
    {
        var head = shot[0];
        IsWhole = !Has(head, "content-length") && !Has(head, "transfer-encoding") && !Has(head, "expect") && !Has(head, "upgrade") && !Has(head, "connection") && !head.Contains("\r\n\r\n", StringComparison.Ordinal)
            && !head.Contains("wait=", StringComparison.OrdinalIgnoreCase);
        head += Has(head, "host") ? "" : "\r\nHost: localhost";
        head += IsWhole && (shot[1].Length > 0 || head.StartsWith('P')) ? $"\r\nContent-Length: {shot[1].Length}" : "";
        head += Has(head, "connection") ? "" : "\r\nConnection: close";
        _bytes = Encoding.Latin1.GetBytes($"{head}\r\n\r\n{shot[1]}");
    }

    /// <summary>Whether it has to be answered: it is framed as HTTP frames requests.</summary>
    public bool IsWhole { get; }

    public async Task<RawReply> SendAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var reading = ReadAsync(socket);
        try
        {
            await socket.SendAsync(_bytes);
            if (!IsWhole)
            {
                await Task.WhenAny(reading, Task.Delay(Patience));
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (SocketException)
        {
            // It was refused before it was read to its end.
        }

        return RawReply.Read(await reading);
    }

    private static bool Has(string head, string header) => head.Contains($"\n{header}", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> ReadAsync(Socket socket)
    {
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                received.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // Reset: what was answered is there.
        }

        return received.ToArray();
    }
}
