using Redflow.Client;
using Redflow.Storage.Memory;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>The ids of events that are emitted with an idempotency key.</summary>
public sealed class EventIdTests
{
    [Fact]
    public async Task An_event_that_is_emitted_twice_with_its_idempotency_key_is_one_event()
    {
        await using var client = Open();
        var first = await EmitAsync(1);
        var second = await EmitAsync(2);

        Assert.Equal(first, second);
        Assert.Equal("1", (await client.GetEventAsync(first)).Payload.ToString());
        Assert.Single((await client.ListEventsAsync()).Events);

        async Task<Events.EventId> EmitAsync(int payload) =>
            await client.EmitEventAsync("paid", payload, "7", client.NewEventId("paid", "7", "request-1"));
    }

    [Theory]
    [InlineData("paid", "7", "request-2")]
    [InlineData("paid", "8", "request-1")]
    [InlineData("paid", null, "request-1")]
    [InlineData("sent", "7", "request-1")]
    public async Task Another_name_correlation_key_or_idempotency_key_is_another_event(string name, string? correlationKey, string idempotencyKey)
    {
        await using var client = Open();

        Assert.NotEqual(client.NewEventId("paid", "7", "request-1"), client.NewEventId(name, correlationKey, idempotencyKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task An_idempotency_key_that_is_no_text_is_refused(string text)
    {
        await using var client = Open();

        Assert.Throws<ArgumentException>("idempotencyKey", () => client.NewEventId("paid", null, text));
    }

    private static RedflowClient Open() => new(new MemoryStore(TimeProvider.System), TimeProvider.System);
}
