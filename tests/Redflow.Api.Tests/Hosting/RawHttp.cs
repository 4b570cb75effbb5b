using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Redflow.Testing;

namespace Redflow.Api.Tests.Hosting;

/// <summary>Requests that no client of HTTP would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request's head and body as they are, and reads what comes until the connection is closed.</summary>
    /// <param name="http">A client of the API to send it to.</param>
    /// <param name="head">Request line and headers, each with its end; host and connection are added.</param>
    /// <param name="body">What comes after them.</param>
    public static async Task<string> ExchangeAsync(HttpClient http, string head, string body = "")
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
        await socket.SendAsync(Encoding.Latin1.GetBytes($"{head}Host: localhost\r\nConnection: close\r\n\r\n{body}"));
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().Bounded();
    }

    /// <summary>Sends a request whose answer is JSON.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, string head, string body)
    {
        var parts = (await ExchangeAsync(http, head, body)).Split("\r\n\r\n", 2);
        var type = parts[0].Split("\r\n").Single(line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
        return new((HttpStatusCode)int.Parse(parts[0].Split(' ')[1], null))
        {
            // What stands around it are the lengths of chunks.
            Content = new StringContent(parts[1][parts[1].IndexOf('{', StringComparison.Ordinal)..(parts[1].LastIndexOf('}') + 1)])
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(type) },
            },
        };
    }
}
