using Redflow.Retries;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task A_short_delay_between_two_tries_is_waited_out_by_the_worker()
    {
        var tries = new List<(int Attempt, DateTimeOffset At)>();
        StepRig? rig = null;
        await using var started = rig = await StartAsync(ctx => ctx.Step.RunAsync("flaky", step =>
        {
            tries.Add((step.Attempt, rig!.Time.GetUtcNow()));
            return step.Attempt < 3 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(7);
        }, Retry(3, Second, StepRetry.LongestInProcess)));
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();

        Assert.Equal(Second, await rig.TimerAsync());
        rig.Time.Advance(Second);
        Assert.Equal(StepRetry.LongestInProcess, await rig.TimerAsync());
        rig.Time.Advance(StepRetry.LongestInProcess);
        Assert.True(await rig.HandInAsync(pass));

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal(
            [(1, TestStore.Start), (2, TestStore.Start + Second), (3, TestStore.Start + Second + StepRetry.LongestInProcess)], tries);
        Assert.Equal((1, 0), ((await rig.GetAsync(id)).Attempt, (await rig.GetAsync(id)).FailedAttempts.Count));
    }

    [SkippableFact]
    public async Task For_a_long_delay_the_run_leaves_its_worker_and_comes_back_for_the_next_try()
    {
        var (passes, tries) = (0, new List<int>());
        await using var rig = await StartAsync(ctx =>
        {
            passes++;
            return ctx.Step.RunAsync("flaky", step =>
            {
                tries.Add(step.Attempt);
                return step.Attempt < 4 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(ctx.Run.Attempt);
            }, Retry(4, Minute, Hour, Minute));
        });
        var id = await RunAsync(rig);
        Assert.Equal((RunStatus.Waiting, TestStore.Start + Minute), ((await rig.GetAsync(id)).Status, (await rig.GetAsync(id)).DueAt!.Value));

        Assert.Equal(1, await rig.WorkAfterAsync(Minute));
        Assert.Equal(0, await rig.WorkAfterAsync(Hour - Second));
        Assert.Equal(1, await rig.WorkAfterAsync(Second));
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(1, await rig.OutputAsync<int>(id));
        Assert.Equal([1, 2, 3, 4], tries);
        Assert.Equal(4, passes);
        Assert.Empty((await rig.GetAsync(id)).FailedAttempts);
        var steps = (await rig.Client.GetRunStepsAsync(id)).Select(step => step.Name);
        Assert.Equal(["flaky", "flaky (retry 1.1)", "flaky (retry 1.2)", "flaky (retry 1.3)"], steps.Order());
    }

    [SkippableFact]
    public async Task A_step_that_waits_for_its_next_try_is_stored_as_failed()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync<int>(
            "flaky", _ => throw new InvalidOperationException("Not yet."), Retry(2, Hour)));

        var id = await RunAsync(rig);

        var step = (await rig.Client.GetRunStepsAsync(id)).Single(step => step.Name == "flaky");
        Assert.Equal((StepStatus.Failed, "Not yet.", "flaky"), (step.Status, step.Error!.Message, step.Error.Step));
    }

    [SkippableFact]
    public async Task Short_and_long_delays_take_turns()
    {
        var tries = new List<(int, DateTimeOffset)>();
        StepRig? rig = null;
        await using var started = rig = await StartAsync(ctx => ctx.Step.RunAsync("flaky", step =>
        {
            tries.Add((step.Attempt, rig!.Time.GetUtcNow()));
            return step.Attempt < 4 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(7);
        }, Retry(4, TimeSpan.Zero, Minute, TimeSpan.Zero)));

        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal([(1, TestStore.Start), (2, TestStore.Start), (3, TestStore.Start + Minute), (4, TestStore.Start + Minute)], tries);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task The_failure_of_the_last_try_reaches_the_handler(int delay)
    {
        var tries = 0;
        await using var rig = await StartAsync(async ctx =>
        {
            try
            {
                await ctx.Step.RunAsync("hopeless", _ => throw new InvalidOperationException($"Try {++tries}."), Retry(3, delay * Second));
                return "";
            }
            catch (InvalidOperationException exception)
            {
                return exception.Message;
            }
        });

        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(delay * Second);
        await rig.WorkAfterAsync(delay * Second);

        Assert.Equal("Try 3.", await rig.OutputAsync<string>(id));
        Assert.Equal(3, tries);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Each_attempt_at_the_run_counts_the_tries_anew(int delay)
    {
        var tries = new List<(int, int)>();
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync<int>("hopeless", step =>
        {
            tries.Add((ctx.Run.Attempt, step.Attempt));
            throw new InvalidOperationException("No.");
        }, Retry(2, delay * Second)), o => o.MaxAttempts = 2);

        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(delay * Second);
        await rig.WorkAfterAsync(delay * Second);

        Assert.Equal(RunStatus.Failed, (await rig.GetAsync(id)).Status);
        Assert.Equal([(1, 1), (1, 2), (2, 1), (2, 2)], tries);
    }

    [SkippableFact]
    public async Task A_lost_worker_has_the_tries_counted_anew()
    {
        var tries = new List<int>();
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync("flaky", step =>
        {
            tries.Add(step.Attempt);
            return tries.Count < 4 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(7);
        }, Retry(3, Hour)));
        var id = await RunAsync(rig);
        await rig.AdvanceAsync(Hour);
        await rig.ClaimAsync();
        await rig.CrashAsync();

        await rig.WorkAsync();
        await rig.WorkAfterAsync(Hour);
        await rig.WorkAfterAsync(Hour);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal([1, 1, 2, 3], tries);
    }

    [SkippableFact]
    public async Task A_run_that_is_woken_by_something_else_goes_on_waiting_for_the_next_try()
    {
        var tries = 0;
        await using var rig = await StartAsync(async ctx =>
        {
            var flaky = ctx.Step.RunAsync("flaky", step => step.Attempt == ++tries && tries == 1 ? throw new InvalidOperationException("Not yet.") : Task.FromResult(tries), Retry(2, Hour));
            await Task.WhenAll(flaky, ctx.Step.SleepAsync("nap", Minute));
            return await flaky;
        });
        var id = await RunAsync(rig);

        Assert.Equal(1, await rig.WorkAfterAsync(Minute));
        Assert.Equal((1, RunStatus.Waiting), (tries, (await rig.GetAsync(id)).Status));
        await rig.WorkAfterAsync(Hour - Minute);

        Assert.Equal(2, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task An_error_that_says_when_to_try_again_takes_the_place_of_the_backoff()
    {
        var tries = 0;
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync(
            "limited", _ => ++tries == 1 ? throw new RetryAfterException(10 * Minute) : Task.FromResult(tries), Retry(2, Hour)));
        var id = await RunAsync(rig);

        Assert.Equal(0, await rig.WorkAfterAsync((10 * Minute) - Second));
        Assert.Equal(1, await rig.WorkAfterAsync(Second));

        Assert.Equal(2, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_non_retriable_error_ends_the_tries()
    {
        var tries = 0;
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync<int>("hopeless", _ =>
        {
            tries++;
            throw new NonRetriableException("Never.");
        }, Retry(5, TimeSpan.Zero)));

        var id = await RunAsync(rig);

        Assert.Equal(typeof(NonRetriableException).FullName, (await rig.ErrorAsync(id)).Type);
        Assert.Equal(1, tries);
    }

    [SkippableFact]
    public async Task An_exception_that_is_not_handled_ends_the_tries()
    {
        var tries = 0;
        var retry = new StepRetry { MaxAttempts = 5, Backoff = RetryBackoff.Constant(TimeSpan.Zero), Handles = exception => exception is TimeoutException };
        await using var rig = await StartAsync(
            ctx => ctx.Step.RunAsync<int>("flaky", _ => ++tries == 1 ? throw new TimeoutException() : throw new InvalidOperationException("No."), new() { Retry = retry }),
            o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal("No.", (await rig.ErrorAsync(id)).Message);
        Assert.Equal(2, tries);
    }

    [SkippableFact]
    public async Task Each_try_has_the_whole_time_out_and_one_that_takes_too_long_is_tried_again()
    {
        var tries = new List<int>();
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync("slow", async step =>
        {
            tries.Add(step.Attempt);
            await (step.Attempt == 1 ? Task.Delay(Timeout.Infinite, step.CancellationToken) : Task.CompletedTask);
            return 7;
        }, Retry(2, TimeSpan.Zero) with { Timeout = Second }));
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();

        Assert.Equal(Second, await rig.TimerAsync());
        rig.Time.Advance(Second);
        await rig.HandInAsync(pass);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal([1, 2], tries);
    }

    [SkippableFact]
    public async Task A_pass_that_is_canceled_tries_no_more()
    {
        var tries = 0;
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync<int>("flaky", _ =>
        {
            tries++;
            throw new InvalidOperationException("No.");
        }, Retry(5, Second)));
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        await rig.TimerAsync();

        await rig.Client.CancelRunAsync(id);
        pass.Pass.Cancel(CancellationReason.RunCanceled);
        await rig.HandInAsync(pass);

        Assert.Equal((RunStatus.Canceled, 1), ((await rig.GetAsync(id)).Status, tries));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task A_step_is_tried_from_1_to_1000_times(int attempts)
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync("any", _ => Task.FromResult(1), Retry(attempts, Second)), o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    private static StepOptions Retry(int attempts, params TimeSpan[] delays) =>
        new() { Retry = new() { MaxAttempts = attempts, Backoff = RetryBackoff.List(delays) } };
}
