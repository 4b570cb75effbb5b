using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    private const string Emit = "00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01";
    private const string Pass = "00-0af7651916cd43dd8448eb211c80319c-0000000000000002-01";
    private const string ChildsPass = "00-0af7651916cd43dd8448eb211c80319c-0000000000000003-01";

    [SkippableFact]
    public async Task A_first_claim_tells_since_when_the_run_was_due_and_of_no_pass_before()
    {
        await EmitAsync(run => run with { Delay = Minute });
        await PassAsync(Minute);
        await EmitAsync();
        await AdvanceAsync(Second);

        var claimed = await ClaimAsync();

        var due = TestStore.Start + Minute;
        Assert.Equal([due, due], claimed.Select(run => run.ReadySince!.Value));
        Assert.All(claimed, run => Assert.Equal((null, null), (run.PreviousPass, run.WokenBy)));
    }

    [SkippableTheory]
    [InlineData("retry", 0)]
    [InlineData("retry", 5)]
    [InlineData("released", 5)]
    [InlineData("suspended", 5)]
    public async Task A_later_claim_tells_since_when_the_run_could_go_on_and_of_the_pass_before(string outcome, int priority)
    {
        var run = await StartAsync(run => run with { Priority = priority });
        await FinishTracedAsync(run, outcome switch
        {
            "retry" => Retry(Minute),
            "released" => Released(Minute),
            _ => new PassOutcome.Suspended([Sleep("nap", Minute)]),
        }, Pass);
        await PassAsync(Minute);
        await AdvanceAsync(Second);

        var claimed = await ClaimOneAsync();

        Assert.Equal((TestStore.Start + Minute, Pass, null), (claimed.ReadySince!.Value, claimed.PreviousPass, claimed.WokenBy));
    }

    [SkippableFact]
    public async Task Since_when_a_run_was_ready_that_goes_back_into_its_old_place_is_not_known()
    {
        await EmitAsync();
        await AdvanceAsync(Second);
        var run = await ClaimOneAsync();
        await FinishAsync(run, Released(TimeSpan.Zero));

        var claimed = await ClaimOneAsync();

        Assert.Equal((null, null), (claimed.ReadySince, claimed.PreviousPass));
    }

    [SkippableFact]
    public async Task A_run_that_was_retried_in_place_tells_of_the_pass_that_failed()
    {
        var run = await StartAsync();
        await FinishTracedAsync(run, Failed, Pass);
        await Store.RetryAsync(run.Id);

        Assert.Equal(Pass, (await ClaimOneAsync()).PreviousPass);
    }

    [SkippableTheory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    public async Task A_run_that_is_woken_by_its_child_tells_of_the_childs_last_pass_until_the_next_claim(string outcome)
    {
        var (_, child) = await StartFamilyAsync();
        await FinishTracedAsync(child, outcome == "failed" ? Failed : Succeeded, ChildsPass);
        await RelayAllAsync();

        var woken = await ClaimOneAsync();
        await FinishTracedAsync(woken, new PassOutcome.Suspended([Sleep("nap", Second)]), Pass);
        await PassAsync(Second);
        var later = await ClaimOneAsync();

        Assert.Equal((ChildsPass, Pass, null), (woken.WokenBy, later.PreviousPass, later.WokenBy));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_woken_by_an_event_tells_of_the_events_emit(bool comesBefore)
    {
        var run = await StartAsync();
        if (comesBefore)
        {
            await EmitTracedEventAsync("paid", "order-1");
            await SuspendAndRelayAsync(run, ForEvent("paid", "order-1", lookBack: Minute));
        }
        else
        {
            await SuspendAndRelayAsync(run, ForEvent("paid", "order-1"));
            await EmitTracedEventAsync("paid", "order-1");
        }

        Assert.Equal(Emit, (await ClaimOneAsync()).WokenBy);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_an_event_starts_continues_its_trace(bool ofStep)
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        if (ofStep)
        {
            var run = await StartAsync();
            await CommitAsync(run, "tell", new StepEffect.EmitEvent(new(Store.NewEventId("paid", null), "paid", null, "1"u8.ToArray()) { TraceParent = Emit }));
            await RelayAllAsync();
        }
        else
        {
            await EmitTracedEventAsync("paid", null);
        }

        Assert.Equal(Emit, (await ClaimOneAsync()).TraceParent);
    }

    [SkippableFact]
    public async Task The_run_that_handles_an_end_continues_the_trace_of_the_run_that_has_ended()
    {
        await DefineAsync(info => info with { OnFailure = "apologize" });
        await DefineAsync(info => info, "apologize");
        await EndAsync(Failed, run => run with { TraceParent = Emit });
        await RelayAllAsync();

        var handler = await ClaimOneAsync();

        Assert.Equal(("apologize", Emit), (handler.Workflow, handler.TraceParent));
    }

    private async Task EmitTracedEventAsync(string name, string? key)
    {
        await Store.EmitEventAsync(new(Store.NewEventId(name, key), name, key, "1"u8.ToArray()) { TraceParent = Emit }).Bounded();
        await RelayAllAsync();
    }

    private async Task FinishTracedAsync(ClaimedRun run, PassOutcome outcome, string traceParent)
    {
        var pass = new FinishedPass(run.Id, run.Fence, outcome) { Claimed = run, TraceParent = traceParent };
        Assert.Equal([true], (await Store.ExchangeAsync(new(Worker, [Queue], 0, [pass])).Bounded()).Finished);
    }
}
