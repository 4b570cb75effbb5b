using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task What_a_step_owes_is_delivered_once_its_commit_is_stored()
    {
        var run = await StartAsync();
        var owed = New();

        await CommitAsync(run, "emit", new StepEffect.EmitRun(owed));
        Assert.Null(await Store.FindRunAsync(owed.Id));
        Assert.Equal(new(1, null), await Store.RelayAsync(10));

        Assert.Equal(RunStatus.Queued, await StatusAsync(owed.Id));
        Assert.Equal(new(0, null), await Store.RelayAsync(10));
    }

    [SkippableFact]
    public async Task A_commit_sent_twice_owes_once()
    {
        var run = await StartAsync();
        await CommitAsync(run, "emit", new StepEffect.EmitRun(New()));
        await CommitAsync(run, "emit", new StepEffect.EmitRun(New()));
        Assert.Equal(1, await RelayAllAsync());

        await CommitAsync(run, "emit", new StepEffect.EmitRun(New()));

        Assert.Equal(0, await RelayAllAsync());
        Assert.Single(await ClaimAsync());
    }

    [SkippableFact]
    public async Task A_commit_that_is_refused_owes_nothing()
    {
        var zombie = await StartAsync();
        await TakeBackAsync("reaped");

        var reply = await Store.CommitStepAsync(Commit(zombie, "emit", "1") with { Effects = [new StepEffect.EmitRun(New())] });

        Assert.Equal((CommitReply.Stale, 0), (reply, await RelayAllAsync()));
    }

    [SkippableFact]
    public async Task What_a_step_owes_is_delivered_though_its_run_has_ended_and_is_gone()
    {
        var run = await StartAsync();
        var owed = New();
        await CommitAsync(run, "emit", new StepEffect.EmitRun(owed));
        await FinishAsync(run, Succeeded);
        await Store.DeleteAsync(run.Id);

        await RelayAllAsync();

        Assert.Equal(RunStatus.Queued, await StatusAsync(owed.Id));
    }

    [SkippableFact]
    public async Task What_a_step_owes_to_a_workflow_that_nobody_registered_is_dropped()
    {
        var run = await StartAsync();
        var owed = New("nobody");
        await CommitAsync(run, "emit", new StepEffect.EmitRun(owed));

        await RelayAllAsync();

        Assert.Null(await Store.FindRunAsync(owed.Id));
        Assert.Equal(new(0, null), await Store.RelayAsync(10));
        Assert.Equal(RunStatus.Running, await StatusAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_step_may_owe_runs_and_events_together()
    {
        await DefineAsync(info => info with { Events = ["paid"] }, "receipt");
        var run = await StartAsync();
        var owed = New();
        var @event = new NewEvent(Store.NewEventId("paid", null), "paid", null, "9"u8.ToArray());

        await CommitAsync(run, "emit", new StepEffect.EmitRun(owed), new StepEffect.EmitEvent(@event));
        await RelayAllAsync();

        Assert.Equal(RunStatus.Queued, await StatusAsync(owed.Id));
        var receipt = await GetAsync(Assert.Single((await Store.FindEventAsync(@event.Id))!.Started));
        Assert.Equal(("receipt", "9"), (receipt.Workflow, receipt.Input.ToString()));
    }

    [SkippableFact]
    public async Task A_relay_is_bounded_and_tells_that_there_is_more()
    {
        var run = await StartAsync();
        await CommitAsync(run, "emit", [.. Enumerable.Range(0, 5).Select(_ => new StepEffect.EmitRun(New()))]);

        Assert.Equal(new(3, TimeSpan.Zero), await Store.RelayAsync(3));
        Assert.Equal(new(2, null), await Store.RelayAsync(3));
        Assert.Equal(5, (await ClaimAsync()).Count);
    }

    [SkippableFact]
    public async Task Many_relays_at_once_deliver_everything_once()
    {
        var run = await StartAsync();
        var owed = Enumerable.Range(0, 60).Select(_ => New()).ToArray();
        await CommitAsync(run, "emit", [.. owed.Select(child => new StepEffect.EmitRun(child))]);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(RelayAllAsync))).Bounded();

        Assert.Equal(owed.Select(child => child.Id).Order(), (await ClaimIdsAsync(100)).Order());
    }

    [SkippableFact]
    public async Task An_exchange_tells_that_there_are_effects_to_deliver()
    {
        var run = await StartAsync();
        var before = await Store.ExchangeAsync(new(Worker, [Queue], 0, []));
        var finish = new FinishedPass(run.Id, run.Fence, new PassOutcome.Suspended([ForChild(run, "child", New())]));

        var after = await Store.ExchangeAsync(new(Worker, [Queue], 0, [finish]));

        Assert.Equal((false, true), (before.HasEffects, after.HasEffects));
        await RelayAllAsync();
        Assert.False((await Store.ExchangeAsync(new(Worker, [Queue], 0, []))).HasEffects);
    }
}
