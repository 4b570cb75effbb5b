using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Redflow.AppHost.Tests;

/// <summary>An OTLP endpoint (HTTP, protobuf) that keeps what it gets. Trace ids and names stand in the messages as they are.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<byte[]> _exports = new();
    private readonly string _endpoint;
    private Task _receiving = Task.CompletedTask;

    private TraceCollector(int port) => _endpoint = $"http://127.0.0.1:{port}/";

    public static Task<TraceCollector> StartAsync()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var collector = new TraceCollector(((IPEndPoint)probe.LocalEndpoint).Port);
        probe.Stop();
        collector._listener.Prefixes.Add(collector._endpoint);
        collector._listener.Start();
        collector._receiving = collector.ReceiveAsync();
        return Task.FromResult(collector);
    }

    /// <summary>Makes every service export to this collector.</summary>
    public void Observe(IDistributedApplicationBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", _endpoint)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200");
        }
    }

    /// <summary>Whether a span of this name was exported in this trace: in its message the trace's id stands before the name.</summary>
    public bool Has(byte[] trace, string span)
    {
        var name = Encoding.UTF8.GetBytes(span);
        return _exports.Any(export => Positions(export, trace).Any(at =>
        {
            // A span begins: trace id (16 bytes), span id (8), perhaps trace state and parent id, then the name.
            var head = export.AsSpan(at, Math.Min(export.Length - at, 64 + name.Length));
            return head.IndexOf(name) >= 0;
        }));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _receiving;
        _listener.Close();
    }

    private static IEnumerable<int> Positions(byte[] export, byte[] trace)
    {
        for (int at = 0, found; (found = export.AsSpan(at).IndexOf(trace)) >= 0; at += found + 1)
        {
            yield return at + found;
        }
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _exports.Enqueue(body.ToArray());
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped, or a client went away while it sent.
            }
        }
    }
}
