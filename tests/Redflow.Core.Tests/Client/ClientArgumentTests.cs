using Redflow.Client;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
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

    [Fact]
    public async Task Names_of_queues_and_workflows_are_checked()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ResumeQueueAsync("no spaces"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.PauseWorkflowAsync("no spaces"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ResumeWorkflowAsync("no spaces"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.SetLimitsAsync("no spaces", new WorkflowLimits()));
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
