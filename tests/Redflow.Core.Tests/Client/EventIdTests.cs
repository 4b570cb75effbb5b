using Redflow.Client;
using Redflow.Storage.Memory;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>The ids of events that are emitted with an idempotency key.</summary>
public sealed class EventIdTests
{
    private readonly RedflowClient _client = new(new MemoryStore(TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task An_event_that_is_emitted_twice_with_its_idempotency_key_is_one_event()
    {
        var first = await EmitAsync(1);
        var second = await EmitAsync(2);

        Assert.Equal(first, second);
        Assert.Equal("1", (await _client.GetEventAsync(first)).Payload.ToString());
        Assert.Single((await _client.ListEventsAsync()).Events);

        async Task<Events.EventId> EmitAsync(int payload) =>
            await _client.EmitEventAsync("paid", payload, "7", _client.NewEventId("paid", "7", "request-1"));
    }

    [Theory]
    [InlineData("paid", "7", "request-2")]
    [InlineData("paid", "8", "request-1")]
    [InlineData("paid", null, "request-1")]
    [InlineData("sent", "7", "request-1")]
    public void Another_name_correlation_key_or_idempotency_key_is_another_event(string name, string? correlationKey, string idempotencyKey) =>
        Assert.NotEqual(_client.NewEventId("paid", "7", "request-1"), _client.NewEventId(name, correlationKey, idempotencyKey));

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void An_idempotency_key_that_is_no_text_is_refused(string idempotencyKey) =>
        Assert.Throws<ArgumentException>("idempotencyKey", () => _client.NewEventId("paid", null, idempotencyKey));
}
