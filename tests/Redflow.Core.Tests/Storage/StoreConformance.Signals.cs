using System.Text;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(120)]
    public async Task A_kept_signal_behind_many_others_is_found(int others)
    {
        var run = await StartAsync();
        for (var i = 0; i < others; i++)
        {
            await SignalAsync(run.Id, "other", $"{i}");
        }

        await SignalAsync(run.Id, "approval", "7");
        await SuspendAsync(run, ForSignal("approval"));

        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["approval"]));
    }

    [SkippableFact]
    public async Task A_signal_wakes_the_run_that_waits_for_it_and_is_the_steps_result()
    {
        var run = await StartWaitingAsync(ForSignal("approval"));

        Assert.Equal(SignalResult.Delivered, await SignalAsync(run.Id, "approval", "7"));

        Assert.Equal(RunStatus.Queued, await StatusAsync(run.Id));
        var woken = await ClaimOneAsync();
        Assert.Equal(("7", 1), (Text(woken.Steps["approval"]), woken.Attempt));
        Assert.Empty(woken.Waits);
        var step = await GetStepAsync(run.Id, "approval");
        Assert.Equal((StepStatus.Succeeded, "7"), (step.Status, step.Output!.Value.ToString()));
    }

    [SkippableTheory]
    [InlineData("scheduled")]
    [InlineData("queued")]
    [InlineData("waiting")]
    public async Task A_signal_that_comes_before_its_wait_is_kept(string status)
    {
        var id = await EmitAsync(run => run with { Delay = status == "scheduled" ? Second : null });
        if (status == "waiting")
        {
            await SuspendAsync(await ClaimOneAsync(), Sleep("nap", Second));
        }

        Assert.Equal(SignalResult.Delivered, await SignalAsync(id, "approval", "7"));
        await PassAsync(Second);
        await SuspendAsync(await ClaimOneAsync(), ForSignal("approval"));

        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["approval"]));
    }

    [SkippableFact]
    public async Task Kept_signals_of_a_name_are_taken_in_the_order_they_came()
    {
        var run = await StartAsync();
        foreach (var payload in new[] { "1", "2", "3" })
        {
            await SignalAsync(run.Id, "news", payload);
        }

        await SuspendAsync(run, Wait("first"), Wait("second", 2));
        var woken = await ClaimOneAsync();
        await SuspendAsync(woken, Wait("third", 3));

        woken = await ClaimOneAsync();
        Assert.Equal(["1", "2", "3"], new[] { "first", "second", "third" }.Select(step => Text(woken.Steps[step])));

        static StepWait Wait(string step, int position = 1) => new StepWait.ForSignal(step, position, "news");
    }

    [SkippableFact]
    public async Task Signals_of_another_name_are_kept_and_wake_nobody()
    {
        var run = await StartWaitingAsync(ForSignal("approval"));

        Assert.Equal(SignalResult.Delivered, await SignalAsync(run.Id, "other", "8"));
        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
        await SignalAsync(run.Id, "approval");
        await SuspendAsync(await ClaimOneAsync(), ForSignal("other", null, 2));

        Assert.Equal("8", Text((await ClaimOneAsync()).Steps["other"]));
    }

    [SkippableFact]
    public async Task A_signal_ends_one_of_two_waits_for_its_name()
    {
        var run = await StartWaitingAsync(new StepWait.ForSignal("first", 1, "news"), new StepWait.ForSignal("second", 2, "news"));

        await SignalAsync(run.Id, "news", "1");
        var woken = await ClaimOneAsync();
        var waiting = Assert.Single(woken.Waits).Key;
        Assert.Equal("1", Text(Assert.Single(woken.Steps).Value));
        await SuspendAsync(woken, new StepWait.ForSignal(waiting, 2, "news"));
        await SignalAsync(run.Id, "news", "2");

        Assert.Equal("2", Text((await ClaimOneAsync()).Steps[waiting]));
    }

    [SkippableFact]
    public async Task A_signal_sent_twice_is_one()
    {
        var run = await StartAsync();
        var signal = new NewSignal(Guid.NewGuid(), "news", "1"u8.ToArray());
        await Store.SignalAsync(run.Id, signal);
        Assert.Equal(SignalResult.Delivered, await Store.SignalAsync(run.Id, signal));
        await SuspendAsync(run, new StepWait.ForSignal("first", 1, "news"));
        var woken = await ClaimOneAsync();
        await SuspendAsync(woken, new StepWait.ForSignal("second", 2, "news"));

        Assert.Equal(SignalResult.Delivered, await Store.SignalAsync(run.Id, signal));

        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_signal_to_a_run_that_is_not_suspended_ends_its_wait_without_waking_it()
    {
        var run = await StartWaitingAsync(ForSignal("approval"), Sleep("nap", Second, 2));
        await PassAsync(Second);
        var woken = await ClaimOneAsync();

        await SignalAsync(run.Id, "approval", "7");

        Assert.Equal((RunStatus.Running, StepStatus.Succeeded), (await StatusAsync(run.Id), (await GetStepAsync(run.Id, "approval")).Status));
        await SuspendAsync(woken, ForSignal("approval"));
        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["approval"]));
    }

    [SkippableFact]
    public async Task A_signal_to_a_run_that_is_retried_later_does_not_bring_it_forward()
    {
        var run = await StartWaitingAsync(ForSignal("approval"), Sleep("nap", Second, 2));
        await PassAsync(Second);
        await FinishAsync(await ClaimOneAsync(), Retry(Hour));

        await SignalAsync(run.Id, "approval", "7");

        Assert.Equal(RunStatus.Scheduled, await StatusAsync(run.Id));
        await PassAsync(Hour);
        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["approval"]));
    }

    [SkippableFact]
    public async Task A_signal_after_the_time_out_of_its_wait_is_kept_for_the_next_one()
    {
        var run = await StartWaitingAsync(ForSignal("approval", Second));
        await AdvanceAsync(Second);

        Assert.Equal(SignalResult.Delivered, await SignalAsync(run.Id, "approval", "7"));
        await PromoteAllAsync();

        var woken = await ClaimOneAsync();
        Assert.Equal((0, TimeSpan.Zero), (woken.Steps.Count, woken.Waits["approval"]));
        await SuspendAsync(woken, new StepWait.ForSignal("again", 2, "approval"));
        Assert.Equal("7", Text((await ClaimOneAsync()).Steps["again"]));
    }

    [SkippableFact]
    public async Task A_run_that_has_ended_takes_no_signals()
    {
        var ended = await EndAsync(Succeeded);

        Assert.Equal(SignalResult.AlreadyFinished, await SignalAsync(ended, "approval"));
        Assert.Null(await SignalAsync(RunId.New(0), "approval"));
    }

    [SkippableFact]
    public async Task A_signal_sent_again_after_the_end_of_its_run_finds_it_ended()
    {
        var run = await StartAsync();
        var signal = new NewSignal(Guid.NewGuid(), "approval", "1"u8.ToArray());
        Assert.Equal(SignalResult.Delivered, await Store.SignalAsync(run.Id, signal));
        await FinishAsync(run, Failed);

        var again = await Store.SignalAsync(run.Id, signal);

        Assert.Equal(SignalResult.AlreadyFinished, again);
    }

    [SkippableFact]
    public async Task A_run_takes_ten_thousand_signals()
    {
        var run = await StartAsync();
        var signals = Enumerable.Range(0, 10_000).Select(i => new NewSignal(Guid.NewGuid(), "news", Encoding.UTF8.GetBytes($"{i}"))).ToArray();

        // A call is waited for for five seconds, those before it included: on a busy machine ten thousand at once may take longer.
        var results = new List<SignalResult?>();
        foreach (var some in signals.Chunk(500))
        {
            results.AddRange(await Task.WhenAll(some.Select(signal => Store.SignalAsync(run.Id, signal))).Bounded());
        }

        Assert.All(results, result => Assert.Equal(SignalResult.Delivered, result));
        Assert.Equal(SignalResult.Full, await SignalAsync(run.Id, "news"));
        Assert.Equal(SignalResult.Delivered, await Store.SignalAsync(run.Id, signals[17]));
    }

    [SkippableFact]
    public async Task Signals_at_once_are_each_taken_once()
    {
        var run = await StartWaitingAsync([.. Enumerable.Range(1, 20).Select(i => new StepWait.ForSignal($"wait-{i}", i, "news"))]);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() => SignalAsync(run.Id, "news", $"{i}"))));

        var woken = await ClaimOneAsync();
        Assert.Equal(Enumerable.Range(1, 20), woken.Steps.Values.Select(step => int.Parse(Text(step), null)).Order());
    }

    [SkippableFact]
    public async Task Kept_signals_end_with_their_run()
    {
        var run = await StartAsync();
        await SignalAsync(run.Id, "approval");
        await FinishAsync(run, Failed);

        await Store.RetryAsync(run.Id);
        await SuspendAsync(await ClaimOneAsync(), ForSignal("approval"));

        Assert.Equal(RunStatus.Waiting, await StatusAsync(run.Id));
    }
}
