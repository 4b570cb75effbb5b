using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_suspended_run_is_due_with_the_first_of_its_waits()
    {
        var run = await StartWaitingAsync(Sleep("long", Hour), ForSignal("approval", Minute, 2), ForSignal("forever", null, 3));

        Assert.Equal((RunStatus.Waiting, Test.Now + Minute), (await StatusAsync(run.Id), (await GetAsync(run.Id)).DueAt!.Value));
        Assert.Equal(Minute, (await Store.PromoteAsync(10)).NextIn);
    }

    [SkippableFact]
    public async Task A_run_may_wait_for_more_at_once_than_a_call_takes()
    {
        var run = await StartAsync();
        var children = Enumerable.Range(0, 1_001).Select(i => ForChild(run, $"child {i}", New(), position: i + 2)).ToArray();

        Assert.True(await SuspendAsync(run, [Sleep("nap", Minute), .. children]));
        await RelayAllAsync();

        Assert.Equal((RunStatus.Waiting, Test.Now + Minute), (await StatusAsync(run.Id), (await GetAsync(run.Id)).DueAt!.Value));
        Assert.All(await Store.FindStepsAsync(run.Id) ?? [], step => Assert.Equal(StepStatus.Running, step.Status));
        Assert.Equal(children.Length, await ReadyAsync());
    }

    [SkippableFact]
    public async Task A_step_tells_what_it_waits_or_has_waited_for_and_so_does_its_copy()
    {
        (string, WaitKind?)[] kinds = [("work", null), ("nap", WaitKind.Sleep), ("approval", WaitKind.Signal), ("event", WaitKind.Event), ("child", WaitKind.Child)];
        var run = await StartAsync();
        await CommitAsync(run, "work");
        await SuspendAndRelayAsync(
            run, Sleep("nap", Second, 2), ForSignal("approval", null, 3), ForEvent("paid", "order-1") with { Position = 4 }, ForChild(run, "child", New(), position: 5));
        Assert.Equal(kinds, await WaitsAsync(run.Id));

        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();
        await SignalAsync(run.Id, "approval");
        await EmitEventAsync("paid", "order-1");
        await PassAsync(Second);
        var woken = await ClaimOneAsync();
        await Store.CommitStepAsync(Commit(woken, "last", "1") with { Position = 6 });
        await FinishAsync(woken, Failed);

        Assert.Equal([.. kinds, ("last", null)], await WaitsAsync(run.Id));
        Assert.Equal(kinds, await WaitsAsync(await RerunAsync(run.Id, fromStep: "last")));
    }

    [SkippableFact]
    public async Task A_pass_under_a_fence_that_no_longer_holds_begins_none_of_its_waits()
    {
        var run = await StartAsync();
        var children = Enumerable.Range(0, 1_001).Select(i => ForChild(run, $"child {i}", New(), position: i + 1)).ToArray();

        Assert.False(await SuspendAsync(run with { Fence = run.Fence + 1 }, children));

        Assert.Equal(0, await RelayAllAsync());
        Assert.Empty(await Store.FindStepsAsync(run.Id) ?? []);
    }

    [SkippableFact]
    public async Task A_run_whose_waits_have_no_time_out_is_not_due()
    {
        var run = await StartWaitingAsync(ForSignal("approval"));

        Assert.Equal((RunStatus.Waiting, null), (await StatusAsync(run.Id), (await GetAsync(run.Id)).DueAt));
        Assert.Null((await Store.PromoteAsync(10)).NextIn);
    }

    [SkippableFact]
    public async Task A_step_that_waits_is_listed_as_running()
    {
        var run = await StartWaitingAsync(Sleep("nap", Hour), ForSignal("approval", Minute, 2), ForSignal("forever", null, 3));

        var steps = (await Store.FindStepsAsync(run.Id))!;

        Assert.Equal(["nap", "approval", "forever"], steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.Equal((StepStatus.Running, Test.Now), (step.Status, step.StartedAt)));
        Assert.Equal(Test.Now + Hour, steps[0].FinishedAt);
    }

    [SkippableFact]
    public async Task A_wait_that_is_over_at_once_sends_the_run_back_to_its_queue()
    {
        var run = await StartWaitingAsync(Sleep("nap", TimeSpan.Zero), Sleep("long", Hour, 2));

        Assert.Equal(RunStatus.Queued, await StatusAsync(run.Id));
        var woken = await ClaimOneAsync();
        Assert.Equal((1, TimeSpan.Zero, Hour), (woken.Attempt, woken.Waits["nap"], woken.Waits["long"]));
    }

    [SkippableFact]
    public async Task A_pass_that_waits_again_for_what_is_over_goes_on_at_once()
    {
        await StartWaitingAsync(Sleep("nap", Second), Sleep("long", Hour, 2));
        await PassAsync(Second);

        await SuspendAsync(await ClaimOneAsync(), Sleep("nap", Hour), Sleep("long", Hour, 2));

        Assert.Equal(TimeSpan.Zero, (await ClaimOneAsync()).Waits["nap"]);
    }

    [SkippableFact]
    public async Task A_time_out_of_a_wait_wakes_the_run_which_sees_it()
    {
        var run = await StartWaitingAsync(ForSignal("approval", Minute));

        await PassAsync(Minute - Millisecond);
        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
        await PassAsync(Millisecond);

        var woken = await ClaimOneAsync();
        Assert.Equal(TimeSpan.Zero, woken.Waits["approval"]);
        Assert.Empty(woken.Steps);
    }

    [SkippableFact]
    public async Task A_wait_without_a_time_out_has_the_maximum_left()
    {
        await StartWaitingAsync(ForSignal("forever"), Sleep("nap", Second, 2));
        await PassAsync(Second);

        Assert.Equal(TimeSpan.MaxValue, (await ClaimOneAsync()).Waits["forever"]);
    }

    [SkippableFact]
    public async Task A_wait_that_was_begun_keeps_its_time_out()
    {
        await StartWaitingAsync(ForSignal("approval", Minute), Sleep("nap", Second, 2));
        await PassAsync(Second);

        await SuspendAsync(await ClaimOneAsync(), ForSignal("approval", Hour));

        Assert.Equal(Minute - Second, (await Store.PromoteAsync(10)).NextIn);
    }

    [SkippableFact]
    public async Task A_durations_fraction_of_a_millisecond_counts_as_a_whole_one()
    {
        await StartWaitingAsync(Sleep("nap", TimeSpan.FromMicroseconds(1)));

        Assert.Equal(Millisecond, (await Store.PromoteAsync(10)).NextIn);
    }

    [SkippableFact]
    public async Task A_suspension_sent_twice_counts_once()
    {
        var run = await StartAsync();
        await SuspendAsync(run, Sleep("nap", Minute));
        await AdvanceAsync(Second);

        Assert.True(await SuspendAsync(run, Sleep("nap", Minute), Sleep("other", Millisecond, 2)));

        Assert.Equal("nap", Assert.Single((await Store.FindStepsAsync(run.Id))!).Name);
        Assert.Equal(Minute - Second, (await Store.PromoteAsync(10)).NextIn);
    }

    [SkippableFact]
    public async Task A_suspension_sent_again_after_the_next_pass_began_changes_nothing()
    {
        var run = await StartWaitingAsync(Sleep("nap", Second));
        await PassAsync(Second);
        await ClaimOneAsync();

        Assert.False(await SuspendAsync(run, Sleep("nap", Second)));

        Assert.Equal(RunStatus.Running, await StatusAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_worker_that_lost_its_run_can_not_suspend_it()
    {
        var run = await StartAsync();
        await TakeBackAsync("reaped");

        Assert.False(await SuspendAsync(run, Sleep("nap", Hour)));

        Assert.Equal(RunStatus.Queued, await StatusAsync(run.Id));
        Assert.Empty((await Store.FindStepsAsync(run.Id))!);
    }

    [SkippableFact]
    public async Task A_committed_step_is_not_replaced_by_a_wait_of_its_name()
    {
        var run = await StartAsync();
        await Store.CommitStepAsync(Commit(run, "nap", "1"));

        await SuspendAsync(run, Sleep("nap", Hour));

        Assert.Equal((RunStatus.Queued, "1"), (await StatusAsync(run.Id), Text((await ClaimOneAsync()).Steps["nap"])));
    }

    [SkippableFact]
    public async Task A_run_keeps_its_waits_over_a_retry()
    {
        await StartWaitingAsync(ForSignal("approval", Minute), Sleep("nap", Second, 2));
        await PassAsync(Second);

        await FinishAsync(await ClaimOneAsync(), Retry(TimeSpan.Zero));

        var retried = await ClaimOneAsync();
        Assert.Equal((2, Minute - Second, TimeSpan.Zero), (retried.Attempt, retried.Waits["approval"], retried.Waits["nap"]));
    }

    [SkippableFact]
    public async Task A_wait_without_a_time_out_has_no_end_and_one_that_timed_out_has_not_succeeded()
    {
        var run = await StartWaitingAsync(
            new StepWait.ForSignal("ever", 1, "hello"), new StepWait.ForSignal("soon", 2, "hello", Second), Sleep("nap", Second, 3));

        await AdvanceAsync(Second);

        Assert.Null((await GetStepAsync(run.Id, "ever")).FinishedAt);
        Assert.Equal(StepStatus.Running, (await GetStepAsync(run.Id, "soon")).Status);
        Assert.Equal(StepStatus.Succeeded, (await GetStepAsync(run.Id, "nap")).Status);
    }

    [SkippableFact]
    public async Task A_run_that_wakes_up_wakes_an_idle_worker()
    {
        var run = await StartWaitingAsync(ForSignal("approval"));
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await Store.SubscribeAsync(Worker, _ => woken.TrySetResult());
        await ClaimAsync();

        await SignalAsync(run.Id, "approval");

        await woken.Task.Bounded();
    }

    private async Task<IEnumerable<(string, WaitKind?)>> WaitsAsync(RunId id) =>
        (await Store.FindStepsAsync(id).Bounded())!.Select(step => (step.Name, step.WaitedFor));
}
