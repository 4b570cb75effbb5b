using System.Text;
using Redflow.Client;
using Redflow.Core.Tests.Storage;
using Redflow.Payloads;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Schedules;

/// <summary>Schedules whose inputs are encrypted.</summary>
public sealed class EncodedScheduleTests(GarnetServer server) : IClassFixture<GarnetServer>
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task An_input_is_stored_encrypted_and_a_scheduler_without_the_key_starts_runs_that_have_it()
    {
        await using var keyless = Open();
        await using var keyed = new EncodedStore(Open(), [new AesGcmCodec(new("first", new byte[32]))]);
        var client = new RedflowClient(keyed, TimeProvider.System);
        await keyed.RegisterWorkflowsAsync([Workflow]);
        await client.Schedules.UpsertAsync("discreet", Schedule.Once(DateTimeOffset.UnixEpoch), "work", "the-secret");

        var stored = await server.Multiplexer.GetDatabase().HashGetAllAsync(new RedisKeys(_prefix, 0).Schedule("discreet"));
        var tick = Assert.Single(await keyless.TickAllAsync());

        Assert.All(stored, field => Assert.DoesNotContain("secret", Encoding.Latin1.GetString((byte[])field.Value!), StringComparison.Ordinal));
        Assert.Equal("\"the-secret\"", (await client.GetRunAsync(tick.Run!.Value)).Input.ToString());
        Assert.Equal("\"the-secret\"", (await client.Schedules.GetAsync("discreet")).Input.ToString());
    }

    [Fact]
    public async Task A_definition_that_is_stored_again_is_the_same_though_it_is_encrypted_anew()
    {
        await using var keyed = new EncodedStore(Open(), [new AesGcmCodec(new("first", new byte[32]))]);
        var client = new RedflowClient(keyed, TimeProvider.System);
        await keyed.RegisterWorkflowsAsync([Workflow]);

        var first = await client.Schedules.UpsertAsync(null, Schedule.Every(TimeSpan.FromHours(1)), "work", "the-secret");
        var again = await client.Schedules.UpsertAsync(null, Schedule.Every(TimeSpan.FromHours(1)), "work", "the-secret");

        Assert.Equal((first.Id, first.UpdatedAt), (again.Id, again.UpdatedAt));
    }

    private static WorkflowInfo Workflow { get; } = new()
    {
        Name = "work",
        Queue = "default",
        MaxAttempts = 1,
        MaxCrashes = 1,
        Retention = TimeSpan.FromDays(1),
        InputSchema = new("{}"u8.ToArray()),
    };

    private RedisStore Open() => new(server.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
}
