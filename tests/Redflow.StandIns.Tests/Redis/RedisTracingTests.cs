using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Redflow.StandIns.Tests.Redis;

public sealed class RedisTracingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ActivitySource _source = new($"{nameof(RedisTracingTests)}.{Guid.NewGuid()}");
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public RedisTracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source || source.Name == "OpenTelemetry.Instrumentation.StackExchangeRedis",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    [SkippableFact]
    public async Task Command_leaves_a_span_under_the_activity_it_was_sent_in()
    {
        using var server = await RedisServerProcess.StartOrSkipAsync();
        using var host = new RedisHost(builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", server.ConnectionString));

        var parent = await SetUnderActivityAsync(host.Multiplexer.GetDatabase());
        var span = await SpanOfAsync(parent, host.Multiplexer.GetDatabase());

        Assert.Equal("SET", span!.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("redis", span.GetTagItem("db.system"));
        Assert.Equal($"127.0.0.1:{server.Port}", span.GetTagItem("server.address"));
        Assert.InRange(span.Duration, TimeSpan.Zero, parent.Duration);
    }

    [SkippableFact]
    public async Task Nothing_is_traced_when_tracing_is_disabled()
    {
        using var server = await RedisServerProcess.StartOrSkipAsync();
        using var host = new RedisHost(
            builder =>
            {
                builder.AddKeyedRedisClient("traced");
                builder.AddKeyedRedisClient("silent", settings => settings.DisableTracing = true);
            },
            ("ConnectionStrings:traced", server.ConnectionString),
            ("ConnectionStrings:silent", server.ConnectionString));

        var silent = await SetUnderActivityAsync(host.Keyed("silent").GetDatabase());
        var traced = await SetUnderActivityAsync(host.Keyed("traced").GetDatabase());
        await SpanOfAsync(traced, host.Keyed("traced").GetDatabase());

        Assert.DoesNotContain(_spans, span => span.ParentSpanId == silent.SpanId);
    }

    private async Task<Activity> SetUnderActivityAsync(IDatabase database)
    {
        using var activity = _source.StartActivity("work")!;
        await database.StringSetAsync("key", "value").WaitAsync(Patience);
        return activity;
    }

    // Spans surface when later commands are sent, so the wait sends some.
    private async Task<Activity?> SpanOfAsync(Activity parent, IDatabase database)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            await database.PingAsync().WaitAsync(Patience);
            if (_spans.FirstOrDefault(span => span.ParentSpanId == parent.SpanId) is { } span)
            {
                return span;
            }
        }

        return null;
    }
}
