using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Redflow.ServiceDefaults.Tests;

public class ExportTests
{
    private static readonly TimeSpan FewSeconds = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("http://127.0.0.1:4317", true)]
    public void Exporter_is_registered_only_where_an_endpoint_is_configured(string? endpoint, bool expected)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;

        builder.AddServiceDefaults();

        Assert.Equal(expected, builder.Services.Any(
            service => service.ServiceType.Assembly.GetName().Name == "OpenTelemetry.Exporter.OpenTelemetryProtocol"));
    }

    [Fact]
    public async Task No_span_is_recorded_for_nobody()
    {
        await using var service = await Service.StartAsync(null, app => app.MapGet("/", () => "hello"), ("OTEL_EXPORTER_OTLP_ENDPOINT", ""));

        await service.Client.GetAsync("/");
        await service.StopAsync();

        Assert.Empty(service.Spans);
    }

    [Fact]
    public async Task Logs_metrics_and_traces_have_arrived_when_the_service_has_stopped()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await Service.StartAsync(map: app => app.MapPost("/v1/{signal}", (string signal) => received.Enqueue(signal)));
        await using var service = await StartExportingToAsync(collector.Client.BaseAddress!, "http/protobuf");

        await service.Client.GetAsync("/");
        await service.StopAsync();

        Assert.Equal(["logs", "metrics", "traces"], received.Distinct().Order());
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Endpoint_that_does_not_answer_holds_the_exit_for_a_few_seconds_at_most(string protocol)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var service = await StartExportingToAsync(new Uri($"http://{silent.LocalEndpoint}"), protocol);
        await service.Client.GetAsync("/");

        var asked = Stopwatch.GetTimestamp();
        await service.StopAsync();
        await service.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, FewSeconds);
    }

    private static Task<Service> StartExportingToAsync(Uri endpoint, string protocol) => Service.StartAsync(
        configure: null,
        map: app => app.MapGet("/", () => app.Logger.LogServed()),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.ToString()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
}
