using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

public sealed class EmitRunTests
{
    private const string Workflow = "work";

    private readonly CountingStore _counts;
    private readonly RedflowClient _client;

    public EmitRunTests()
    {
        var time = new ManualTime(TestStore.Start);
        var (store, counts) = CountingStore.Over(new MemoryStore(time));
        (_counts, _client) = (counts, new(store, time));
    }

    [Fact]
    public async Task A_new_run_is_answered_and_not_read()
    {
        var (run, alreadyExisted) = await EmitAsync(new() { Tags = ["a"], AllowUnregistered = true });

        Assert.Equal((RunStatus.Queued, "default", "1", false), (run.Status, run.Queue, run.Input.ToString(), alreadyExisted));
        Assert.Equal(["a"], run.Tags);
        Assert.DoesNotContain(nameof(IRedflowStore.FindRunAsync), _counts.Calls.Keys);
    }

    [Fact]
    public async Task A_run_that_has_the_key_is_answered_as_it_is_now()
    {
        var options = new EmitOptions { IdempotencyKey = "k", AllowUnregistered = true };
        var first = await EmitAsync(options);
        await _client.CancelRunAsync(first.Run.Id);

        var (run, alreadyExisted) = await EmitAsync(options);

        Assert.Equal((first.Run.Id, RunStatus.Canceled, true), (run.Id, run.Status, alreadyExisted));
    }

    [Fact]
    public async Task A_refused_emit_throws()
    {
        await Assert.ThrowsAsync<UnknownWorkflowException>(() => EmitAsync(new()));
    }

    private Task<EmittedRun> EmitAsync(EmitOptions options) => _client.EmitRunAsync(Workflow, new("1"u8.ToArray()), options);
}
