using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Scheduler.Tests;

/// <summary>A worker died when it owed something to another run: a scheduler delivers it.</summary>
public sealed class OwedEffectTests(GarnetServer server) : IClassFixture<GarnetServer>
{
    private const string Queue = "default";

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_child_that_is_owed_is_emitted_and_its_end_wakes_the_parent()
    {
        var store = server.OpenStore(_prefix);
        await store.RegisterWorkerAsync(new("dead", "tests", "here", 1, [Queue], 10, TimeSpan.FromMinutes(1)));
        var (parent, child) = (New(), New());
        await store.EmitAsync(parent);
        await EndAsync(store, new PassOutcome.Suspended([new StepWait.ForChild("child", 1, child with { Parent = new(parent.Id, "child", OnParentClosed.Cancel) }, null)]));
        Assert.Null(await store.FindRunAsync(child.Id));

        await using var scheduler = await SchedulerHost.StartAsync(server, _prefix);
        await Wait.UntilAsync(async () => await store.FindRunAsync(child.Id) is not null, "the child is emitted");
        await EndAsync(store, new PassOutcome.Succeeded("42"u8.ToArray()));
        await Wait.UntilAsync(async () => (await store.FindRunAsync(parent.Id))!.Status == RunStatus.Queued, "the parent is woken");

        var woken = Assert.Single((await store.ExchangeAsync(new("dead", [Queue], 1, []))).Claimed);
        Assert.Equal((parent.Id, "42"), (woken.Id, System.Text.Encoding.UTF8.GetString(woken.Steps["child"].Span)));
    }

    [Fact]
    public async Task The_cancel_that_a_parent_owes_reaches_its_child()
    {
        var store = server.OpenStore(_prefix);
        await store.RegisterWorkerAsync(new("dead", "tests", "here", 1, [Queue], 10, TimeSpan.FromMinutes(1)));
        var (parent, child) = (New(), New() with { Delay = TimeSpan.FromHours(1) });
        await store.EmitAsync(parent);
        await EndAsync(store, new PassOutcome.Suspended([new StepWait.ForChild("child", 1, child with { Parent = new(parent.Id, "child", OnParentClosed.Cancel) }, null)]));
        while ((await store.RelayAsync(10)).Count > 0)
        {
        }

        Assert.Equal(RunStatus.Scheduled, (await store.FindRunAsync(child.Id))!.Status);
        await store.CancelAsync(parent.Id, "enough");

        await using var scheduler = await SchedulerHost.StartAsync(server, _prefix);

        Assert.IsType<RunOutcome.Canceled>(await store.AwaitAsync(child.Id, Wait.Limit));
    }

    private static NewRun New() => new() { Id = RunId.New(0), Workflow = "work", Input = "1"u8.ToArray(), AllowUnregistered = true };

    private static async Task EndAsync(IRedflowStore store, PassOutcome outcome)
    {
        var run = Assert.Single((await store.ExchangeAsync(new("dead", [Queue], 1, [])).Bounded()).Claimed);
        Assert.Equal([true], (await store.ExchangeAsync(new("dead", [Queue], 0, [new(run.Id, run.Fence, outcome)])).Bounded()).Finished);
    }
}
