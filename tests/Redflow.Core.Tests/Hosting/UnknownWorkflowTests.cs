using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>A worker whose queue has runs of a workflow that it does not have.</summary>
public sealed class UnknownWorkflowTests
{
    [Fact]
    public async Task A_run_that_nobody_can_begin_expires()
    {
        var time = new ManualTime(TestStore.Start);
        var store = new MemoryStore(time);
        await using var host = await WorkerHost.StartWorkerAsync(
            store,
            time,
            redflow => redflow.AddWorkflow<int, int>("known", ctx => Task.FromResult(ctx.Input)),
            o => o.LeaseDuration = TimeSpan.FromMinutes(1),
            _ => { });
        var handle = await host.Client.EmitWorkflowAsync(
            "unknown", new Payload("1"u8.ToArray()), new() { AllowUnregistered = true, ExpireAfter = TimeSpan.FromSeconds(3) });
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Scheduled, "the worker has put the run off");
        Assert.Null((await handle.GetStateAsync()).StartedAt);

        time.Advance(TimeSpan.FromSeconds(3));
        await store.PromoteAsync(10);

        var run = await handle.GetStateAsync();
        Assert.Equal((RunStatus.Canceled, "expired", null), (run.Status, run.CancelReason, run.StartedAt));
    }
}
