using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_run_that_is_canceled_in_the_backlog_is_never_admitted_and_frees_nothing()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var ids = await EmitSomeAsync(2);

        Assert.Equal(CancelResult.Canceled, await Store.CancelAsync(ids[0], null));

        Assert.Empty(await ClaimAsync());
        await FinishAsync(first, Succeeded);
        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_backlog_goes_by_priority_and_then_by_age()
    {
        await LimitAsync(total: 1);
        var blocker = await StartAsync();
        var late = await EmitAsync(run => run with { Priority = 5 });
        var second = await EmitAsync();
        var first = await EmitAsync(run => run with { Priority = -5 });
        await Test.AdvanceAsync(Millisecond);
        var third = await EmitAsync();

        Assert.Equal([first, second, third, late], await DrainAsync(blocker));
    }

    [SkippableFact]
    public async Task A_delayed_run_queues_up_for_a_slot_when_it_is_due()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        var delayed = await EmitAsync(run => run with { Delay = Second });

        await PassAsync(Second);

        Assert.Equal(RunStatus.Queued, await StatusAsync(delayed));
        Assert.Empty(await ClaimAsync());
        await FinishAsync(first, Succeeded);
        Assert.Equal([delayed], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_queues_up_for_a_slot()
    {
        await LimitAsync(total: 1);
        var sleeper = await StartWaitingAsync(Sleep("nap", Second));
        var other = await StartAsync();

        await PassAsync(Second);

        Assert.Equal(RunStatus.Queued, await StatusAsync(sleeper.Id));
        Assert.Empty(await ClaimAsync());
        await FinishAsync(other, Succeeded);
        Assert.Equal([sleeper.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_was_put_off_queues_up_for_a_slot_again()
    {
        await LimitAsync(total: 1);
        var first = await StartAsync();
        await FinishAsync(first, Released(Second));
        var second = await StartAsync();

        await PassAsync(Second);

        Assert.Empty(await ClaimAsync());
        await FinishAsync(second, Succeeded);
        Assert.Equal((first.Id, 1), ((await ClaimOneAsync()).Id, (await GetAsync(first.Id)).Attempt));
    }

    [SkippableFact]
    public async Task Runs_without_a_slot_do_not_hold_up_those_of_other_workflows()
    {
        await LimitAsync(total: 1);
        await DefineAsync(info => info, "other");
        await StartAsync();
        await EmitSomeAsync(20);

        var other = await EmitAsync(run => run with { Workflow = "other" });

        Assert.Equal([other], await ClaimIdsAsync(1));
    }

    [SkippableFact]
    public async Task An_emit_sent_twice_stands_in_the_backlog_once()
    {
        await LimitAsync(total: 1);
        var blocker = await StartAsync();
        var run = New();
        await Store.EmitAsync(run);
        await Store.EmitAsync(run);

        Assert.Equal([run.Id], await DrainAsync(blocker));
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_goes_before_the_starts_of_its_priority()
    {
        await LimitAsync(total: 1);
        var sleeper = await StartWaitingAsync(Sleep("nap", Second));
        var running = await StartAsync();
        var start = await EmitAsync();
        var urgent = await EmitAsync(run => run with { Priority = -1 });
        await PassAsync(Second);

        var drained = await DrainAsync(running);

        Assert.Equal([urgent, sleeper.Id, start], drained);
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_and_is_admitted_stands_in_its_queue_by_age()
    {
        await LimitAsync(total: 1);
        await DefineAsync(info => info, "other");
        var sleeper = await StartWaitingAsync(Sleep("nap", 2 * Second));
        var running = await StartAsync();
        await PassAsync(Second);
        var older = await EmitAsync(BesidesAsOther);
        await PassAsync(Second);
        var newer = await EmitAsync(BesidesAsOther);

        await FinishAsync(running, Succeeded);

        Assert.Equal([older, sleeper.Id, newer], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_in_the_backlog_wakes_nobody()
    {
        await LimitAsync(total: 1);
        await RegisterAsync("worker-2");
        await StartAsync();
        var woken = 0;
        await using var subscription = await Store.SubscribeAsync("worker-2", _ => Interlocked.Increment(ref woken));
        await ClaimAsync(worker: "worker-2");

        await EmitSomeAsync(3);
        await Store.CheckAsync();

        Assert.Equal(0, woken);
    }
}
