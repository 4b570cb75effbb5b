using System.Collections.Concurrent;
using System.Diagnostics;
using Redflow.Telemetry;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Telemetry;

/// <summary>Records the engine's spans of one trace, that of a span of the test's own. Those of other tests, which run at the same time, are not sampled.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivitySource _source = new($"test-{Guid.NewGuid()}");
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();

    public SpanRecorder()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is RedflowTelemetry.SourceName || source == _source,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == _trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == _trace)
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        Root = _source.StartActivity("test", ActivityKind.Internal, new ActivityContext(_trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded))!;
    }

    /// <summary>The test's own span.</summary>
    public Activity Root { get; }

    /// <summary>Waits until as many spans of that name have ended, and returns them, the first one first.</summary>
    public async Task<IReadOnlyList<Activity>> GetAsync(string name, int count)
    {
        await Wait.UntilAsync(() => Task.FromResult(Named(name).Count >= count), $"{count} spans '{name}'; there are {string.Join(", ", _spans.Select(span => span.DisplayName))}");
        return [.. Named(name).OrderBy(span => span.StartTimeUtc)];
    }

    public async Task<Activity> GetAsync(string name) => Assert.Single(await GetAsync(name, 1));

    public void Dispose()
    {
        Root.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }

    private List<Activity> Named(string name) => [.. _spans.Where(span => span.DisplayName == name)];
}
