using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Redflow.Storage.Redis;

namespace Redflow.Testing;

/// <summary>One connection of a client through a <see cref="RedisProxy"/>: replies come in the order of their calls.</summary>
internal sealed class ProxiedConnection(RedisProxy proxy, TcpClient client)
{
    /// <summary>The names of the scripts by the hashes that calls have, and of those that are functions by these.</summary>
    private static readonly Dictionary<string, string> Scripts = typeof(Script).Assembly.GetManifestResourceNames()
        .Where(resource => resource.EndsWith(".lua", StringComparison.Ordinal) && !resource.Contains('/', StringComparison.Ordinal))
        .Select(resource => Path.GetFileNameWithoutExtension(resource))
        .SelectMany(name => new[] { Script.Load(name, manualTime: false), Script.Load(name, manualTime: true) }.DistinctBy(script => script.Text))
        .SelectMany(script => new[] { (Call: Convert.ToHexString(script.Hash), script.Name), (Call: script.Function.Name, script.Name) })
        .ToDictionary(script => script.Call, script => script.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The scripts of the calls that are not answered yet; null for another call.</summary>
    private readonly ConcurrentQueue<string?> _calls = new();
    private volatile bool _subscribed;

    public async Task RunAsync(int server, CancellationToken stopped)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        using var upstream = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await upstream.ConnectAsync(IPAddress.Loopback, server, ended.Token);
                var both = new[]
                {
                    PassAsync(client, upstream, PassCallAsync, ended.Token),
                    PassAsync(upstream, client, PassReplyAsync, ended.Token),
                };
                await Task.WhenAny(both);
                await ended.CancelAsync();
                await Task.WhenAll(both);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // One of the two has gone, or this connection was cut: the other one sees it end.
            }
        }
    }

    private static async Task PassAsync(TcpClient from, TcpClient to, Func<RespValue, ValueTask<bool>> passes, CancellationToken ended)
    {
        var (reader, stream) = (new RespReader(from.GetStream()), to.GetStream());
        while (await reader.ReadAsync(ended) is var (value, bytes) && await passes(value))
        {
            await stream.WriteAsync(bytes, ended);
        }
    }

    /// <summary>The script that is called: as a function, by its hash, or by its text where the server does not know it yet.</summary>
    private static string? NameOf(RespValue call) => call.Items switch
    {
        [{ Text: "FCALL" or "EVALSHA" }, { Text: { } called }, ..] => Scripts.GetValueOrDefault(called),
        [{ Text: "EVAL" }, { Text: { } text }, ..] => Scripts.GetValueOrDefault(HashOf(text)),
        _ => null,
    };

#pragma warning disable CA5350 // Redis names a script by its SHA-1; nothing is secured by it.
    private static string HashOf(string text) => Convert.ToHexString(SHA1.HashData(Encoding.Latin1.GetBytes(text)));
#pragma warning restore CA5350

    private async ValueTask<bool> PassCallAsync(RespValue call)
    {
        var script = NameOf(call);
        if (script is not null && proxy.Calling is { } calling)
        {
            await calling(script);
        }

        if (script is not null && await proxy.CutsAsync(script, CutMoment.Request))
        {
            return false;
        }

        _subscribed |= call.Items[0].Text is "SUBSCRIBE" or "PSUBSCRIBE";
        _calls.Enqueue(script);
        return true;
    }

    private async ValueTask<bool> PassReplyAsync(RespValue reply)
    {
        // What comes unasked comes over connections of its own.
        if (_subscribed || !_calls.TryDequeue(out var script) || script is null || reply.IsError("NOSCRIPT") || reply.IsError("ERR Function not found"))
        {
            return true;
        }

        if (await proxy.CutsAsync(script, CutMoment.Reply))
        {
            return false;
        }

        proxy.Answered?.Invoke(script, reply);
        return true;
    }
}
