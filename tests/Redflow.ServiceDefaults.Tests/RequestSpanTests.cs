using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Redflow.ServiceDefaults.Tests;

public sealed class RequestSpanTests : IDisposable
{
    private readonly ActivitySource _engine = new("Redflow");

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("/runs/5?apiKey=s3cret", "GET /runs/{id}", 200, ActivityStatusCode.Unset)]
    [InlineData("/nowhere", "GET", 404, ActivityStatusCode.Unset)]
    [InlineData("/throws", "GET /throws", 500, ActivityStatusCode.Error)]
    [InlineData("/fails", "GET /fails", 503, ActivityStatusCode.Error)]
    public async Task Span_says_what_was_asked_and_how_it_was_answered(string url, string name, int status, ActivityStatusCode spanStatus)
    {
        await using var service = await StartAsync();

        var response = await service.Client.GetAsync(url);
        var span = await ServerSpanAsync(service);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(name, span!.DisplayName);
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal(url.Split('?')[0], span.GetTagItem("url.path"));
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
        Assert.Equal(spanStatus, span.Status);
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("s3cret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Probe_leaves_no_span(string path)
    {
        await using var service = await StartAsync();

        await service.Client.GetAsync(path);

        Assert.Null(await ServerSpanAsync(service));
    }

    [Fact]
    public async Task Spans_of_the_engine_continue_the_trace_of_the_request()
    {
        await using var service = await StartAsync();

        await service.Client.GetAsync("/emits");
        var request = await ServerSpanAsync(service);

        var emit = Assert.Single(service.Spans, span => span.Source.Name == "Redflow");
        Assert.Equal(request!.SpanId, emit.ParentSpanId);
    }

    [Fact]
    public async Task Trace_of_the_caller_is_continued_and_its_decision_to_record_respected()
    {
        await using var service = await StartAsync();

        await GetAsync(service, "00-11111111111111111111111111111111-2222222222222222-00");
        await GetAsync(service, "00-33333333333333333333333333333333-4444444444444444-01");
        await service.StopAsync();

        var traces = service.Spans.Where(IsOfServer).Select(span => span.TraceId.ToHexString());
        Assert.Equal(["33333333333333333333333333333333"], traces);
    }

    [Fact]
    public async Task Sampler_of_the_configuration_is_used()
    {
        await using var service = await StartAsync(("OTEL_TRACES_SAMPLER", "always_off"));

        await service.Client.GetAsync("/emits");

        Assert.Null(await ServerSpanAsync(service));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Redis_commands_leave_spans_only_where_configured(string configured, int expected)
    {
        using var redis = new ActivitySource("OpenTelemetry.Instrumentation.StackExchangeRedis");
        var command = $"GET {Guid.NewGuid()}";
        await using var service = await StartAsync(("Redflow:Telemetry:RedisCommands", configured));

        redis.StartActivity(command)?.Dispose();

        Assert.Equal(expected, service.Spans.Count(span => span.DisplayName == command));
    }

    private static bool IsOfServer(Activity span) => span.Source.Name == "Microsoft.AspNetCore";

    private static async Task<Activity?> ServerSpanAsync(Service service)
    {
        await service.StopAsync();
        return service.Spans.SingleOrDefault(IsOfServer);
    }

    private static async Task GetAsync(Service service, string traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emits") { Headers = { { "traceparent", traceParent } } };
        using var response = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<Service> StartAsync(params (string Key, string Value)[] configuration) => Service.StartAsync(
        configure: null,
        app =>
        {
            app.MapGet("/runs/{id}", (string id) => id);
            app.MapGet("/throws", string () => throw new InvalidOperationException("A handler failed."));
            app.MapGet("/fails", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
            app.MapGet("/emits", () => _engine.StartActivity("emit")?.Dispose());
        },
        configuration);
}
