using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Redflow.Testing;

/// <summary>One call over a connection of its own: it knows of no earlier failure, as a client library would.</summary>
public static class RespCall
{
    /// <summary>Calls a server of this machine.</summary>
    /// <returns>What it answers: an error too.</returns>
    /// <exception cref="IOException">It has closed the connection.</exception>
    /// <exception cref="SocketException">It takes no connections.</exception>
    public static async Task<RespValue> SendAsync(int port, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await client.GetStream().WriteAsync(Encode(words), cancellationToken);
        return await new RespReader(client.GetStream()).ReadAsync(cancellationToken) is var (value, _)
            ? value
            : throw new IOException($"The server closed the connection instead of answering {words[0]}.");
    }

    private static byte[] Encode(IReadOnlyList<string> words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Count}\r\n");
        foreach (var word in words)
        {
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
