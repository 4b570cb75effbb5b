using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Redflow.ServiceDefaults.Tests;

/// <summary>A small service with the defaults, on a free port; keeps the spans that an exporter would get.</summary>
internal sealed class Service : IAsyncDisposable
{
    // Spans are recorded for an exporter only.
    private const string NobodyListens = "http://127.0.0.1:9";

    private readonly WebApplication _app;

    private Service(WebApplication app, ConcurrentQueue<Activity> spans)
    {
        _app = app;
        Spans = spans;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public ConcurrentQueue<Activity> Spans { get; }

    public static async Task<Service> StartAsync(
        Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null, params (string Key, string Value)[] configuration)
    {
        var spans = new ConcurrentQueue<Activity>();
        var app = Builder(configure, spans, configuration).Build();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        await app.StartAsync();
        return new Service(app, spans);
    }

    /// <summary>Ends when the spans of everything that was asked have ended too.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static WebApplicationBuilder Builder(
        Action<WebApplicationBuilder>? configure, ConcurrentQueue<Activity> spans, (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = NobodyListens;
        builder.Configuration.AddInMemoryCollection(configuration.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)));
        builder.AddServiceDefaults();
        builder.Services.ConfigureOpenTelemetryTracerProvider((_, tracing) => tracing.AddProcessor(new Collector(spans)));
        configure?.Invoke(builder);
        return builder;
    }

    private sealed class Collector(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        // As exporters do: what lost its flag on the way is not exported.
        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
            {
                spans.Enqueue(data);
            }
        }
    }
}
