using Redflow.Client;
using Redflow.Dashboard.Overview;
using Redflow.Storage.Memory;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Overview;

/// <summary>Over a store whose time the test moves.</summary>
public sealed class MinuteWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(Start);

    [Fact]
    public async Task Every_minute_is_as_the_store_has_it_however_long_nobody_has_looked()
    {
        var store = new MemoryStore(_time);
        var client = new RedflowClient(store, _time);
        var window = new MinuteWindow(client);

        foreach (var pause in new[] { 1, 1, 7, 30, 1, 59, 1, 90, 2 })
        {
            await client.CancelRunAsync((await client.EmitWorkflowAsync<int, int>("any", 1, new() { AllowUnregistered = true })).Id);
            _time.Advance(TimeSpan.FromMinutes(pause));
            var (from, before) = Span();

            var read = await window.ReadAsync(from, before);

            Assert.Equal(await client.ListMinutesAsync(from, before), read);
        }
    }

    [Fact]
    public async Task Minutes_that_are_over_are_read_once()
    {
        var (store, spans) = (new MemoryStore(_time), new List<TimeSpan>());
        var window = new MinuteWindow(new(SpanNotingStore.Over(store, spans), _time));

        for (var i = 0; i < 5; i++)
        {
            var (from, before) = Span();
            await window.ReadAsync(from, before);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal([60, 3, 4, 3, 4], spans.Select(span => span.TotalMinutes));
    }

    private (DateTimeOffset From, DateTimeOffset Before) Span()
    {
        var now = _time.GetUtcNow();
        var before = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        return (before.AddMinutes(-60), before);
    }
}
