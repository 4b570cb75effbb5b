using System.Text;
using System.Text.Json;
using Redflow.Client;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage.Memory;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>What a client refuses before it asks the store.</summary>
public sealed class ClientArgumentTests
{
    private static readonly RedflowClient Client = new(new MemoryStore(TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task An_input_that_is_not_JSON_is_refused_without_quoting_it()
    {
        var refused = await Assert.ThrowsAsync<InputValidationException>(
            () => Client.EmitWorkflowAsync("work", new Payload("{ geheim"u8.ToArray()), new() { AllowUnregistered = true }));

        Assert.DoesNotContain("geheim", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nul")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task Text_that_is_not_JSON_is_refused_wherever_it_comes_in(string text)
    {
        var (payload, options) = (new Payload(Encoding.UTF8.GetBytes(text)), new EmitOptions { AllowUnregistered = true });
        var run = await Client.EmitWorkflowAsync("work", Payload.From(1), options);

        await Assert.ThrowsAsync<InputValidationException>(() => Client.EmitWorkflowAsync("work", payload, options));
        await Assert.ThrowsAsync<InputValidationException>(() => Client.RerunAsync(run.Id, payload));
        await Assert.ThrowsAsync<InputValidationException>(() => Client.Schedules.UpsertAsync("id", Schedule.Cron("* * * * *"), "work", payload, new() { AllowUnregistered = true }));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.SignalRunAsync(run.Id, "name", payload));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.EmitEventAsync("name", payload));
        Assert.ThrowsAny<JsonException>(() => Payload.Parse(payload.Utf8));
        Assert.Null(await Client.Schedules.FindAsync("id"));
    }

    [Fact]
    public void Text_that_is_JSON_is_taken_as_it_is() => Assert.Equal(" {\"a\": 1e999}", Payload.Parse(" {\"a\": 1e999}"u8.ToArray()).ToString());

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_not_JSON() => Assert.ThrowsAny<JsonException>(() => Payload.Parse(new byte[] { (byte)'"', 0xFF, (byte)'"' }));

    [Fact]
    public async Task A_status_that_there_is_not_and_too_long_a_span_of_minutes_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.ListRunsAsync(new() { Status = (RunStatus)99 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.ListMinutesAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task Names_of_queues_and_workflows_are_checked()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ResumeQueueAsync("no spaces"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.PauseWorkflowAsync("no spaces"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ResumeWorkflowAsync("no spaces"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.SetLimitsAsync("no spaces", new WorkflowLimits()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public async Task A_limit_out_of_its_range_is_refused(int limit)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client.SetLimitsAsync("work", new() { MaxConcurrency = limit }));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.SetLimitsAsync("work", new() { MaxConcurrencyPerKey = limit }));
    }

    [Fact]
    public async Task A_negative_time_out_is_refused()
    {
        var handle = Client.GetHandle<int>(RunId.New(0));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => handle.GetResultAsync(TimeSpan.FromSeconds(-2)));
    }

    [Fact]
    public async Task A_client_without_a_host_has_the_payload_options_that_it_is_given()
    {
        await using var client = RedflowClient.Connect(
            "memory://", new() { Prefix = $"test-{Guid.NewGuid():N}" }, new RedflowPayloadOptions { MaxInputBytes = 1_024 });

        await Assert.ThrowsAsync<PayloadTooLargeException>(
            () => client.EmitWorkflowAsync<string, int>("work", new string('x', 2_000), new() { AllowUnregistered = true }));
    }
}
