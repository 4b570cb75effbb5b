using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task Parallel_steps_and_waits_are_awaited_together_and_run_once()
    {
        var bodies = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            Task<int> DoAsync(string name, int result) => ctx.Step.RunAsync(name, _ =>
            {
                lock (bodies)
                {
                    bodies.Add(name);
                }

                return Task.FromResult(result);
            });
            var results = await Task.WhenAll(
                DoAsync("a", 1), ctx.Step.WaitForSignalAsync<int>("b", "b"), DoAsync("c", 100), ctx.Step.WaitForSignalAsync<int>("d", "d"));
            return results.Sum() + await DoAsync("e", 10_000);
        });
        var id = await RunAsync(rig);
        Assert.Equal(["a", "c"], bodies);

        await rig.Client.SignalRunAsync(id, "d", 1_000);
        await rig.WorkAsync();
        Assert.Equal(RunStatus.Waiting, (await rig.GetAsync(id)).Status);
        await rig.Client.SignalRunAsync(id, "b", 10);
        await rig.WorkAsync();

        Assert.Equal(11_111, await rig.OutputAsync<int>(id));
        Assert.Equal(["a", "c", "e"], bodies);
    }

    [SkippableFact]
    public async Task One_of_several_steps_that_fails_lets_the_others_stand()
    {
        var calls = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            await Task.WhenAll(Enumerable.Range(1, 3).Select(i => ctx.Step.RunAsync($"step-{i}", _ =>
            {
                lock (calls)
                {
                    calls.Add($"{ctx.Run.Attempt}.{i}");
                }

                return i == 2 && ctx.Run.Attempt == 1 ? throw new InvalidOperationException("No.") : Task.CompletedTask;
            })));
            return 0;
        });

        var id = await RunAsync(rig);

        Assert.Equal(0, await rig.OutputAsync<int>(id));
        Assert.Equal(["1.1", "1.2", "1.3", "2.2"], calls.Order());
    }

    [SkippableFact]
    public async Task The_wait_that_loses_a_race_is_left_behind()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var approval = ctx.Step.WaitForSignalAsync<string>("approval", "approval");
            var timeout = ctx.Step.SleepAsync("timeout", Hour);
            return await Task.WhenAny(approval, timeout) == approval ? await approval : "too late";
        });
        var (approved, late) = (await rig.EmitAsync(Work, 1), await rig.EmitAsync(Work, 1));
        await rig.WorkAsync();

        await rig.Client.SignalRunAsync(approved, "approval", "yes");
        await rig.WorkAsync();
        await rig.WorkAfterAsync(Hour);

        Assert.Equal(("yes", "too late"), (await rig.OutputAsync<string>(approved), await rig.OutputAsync<string>(late)));
    }

    [SkippableFact]
    public async Task A_race_has_the_same_winner_in_every_pass()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var approval = ctx.Step.WaitForSignalAsync<string>("approval", "approval");
            var timeout = ctx.Step.SleepAsync("timeout", Minute);
            var winner = await Task.WhenAny(timeout, approval) == timeout ? "timeout" : "approval";
            await ctx.Step.SleepAsync("nap", Hour);
            return winner;
        });
        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        await rig.Client.SignalRunAsync(id, "approval", "yes");
        await rig.WorkAfterAsync(Hour);

        Assert.Equal("timeout", await rig.OutputAsync<string>(id));
    }

    [SkippableFact]
    public async Task A_step_that_wins_against_a_wait_lets_the_handler_end_in_the_same_pass()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var work = ctx.Step.RunAsync("work", async _ =>
            {
                await Task.Yield();
                return "worked";
            });
            return await Task.WhenAny(ctx.Step.SleepAsync("nap", Hour), work) == work ? await work : "slept";
        });

        var id = await RunAsync(rig);

        Assert.Equal("worked", await rig.OutputAsync<string>(id));
        Assert.Equal(["work"], (await rig.Client.GetRunStepsAsync(id)).Select(step => step.Name));
    }

    [SkippableFact]
    public async Task A_body_that_still_runs_when_the_handler_returns_fails_the_run()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync(async ctx =>
        {
            await Task.WhenAny(ctx.Step.RunAsync("quick", _ => Task.CompletedTask), ctx.Step.RunAsync("slow", _ => release.Task));
            return 0;
        });

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(UnawaitedStepException).FullName, 1), (error.Type, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("'slow'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'quick'", error.Message, StringComparison.Ordinal);
        release.SetResult();
    }

    [SkippableFact]
    public async Task A_body_that_was_left_behind_stores_nothing_any_more()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? slow = null;
        await using var rig = await StartAsync(async ctx =>
        {
            slow = ctx.Step.RunAsync("slow", _ => release.Task);
            await Task.WhenAny(ctx.Step.RunAsync("quick", _ => Task.CompletedTask), slow);
            return 0;
        });
        var id = await RunAsync(rig);

        release.SetResult();

        await Wait.UntilAsync(async () => (await rig.Client.GetRunStepsAsync(id)).Count == 1, "only what was awaited is stored");
        Assert.False(slow!.IsCompleted);
    }

    [SkippableFact]
    public async Task A_suspension_waits_for_the_bodies_that_run()
    {
        var release = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync(async ctx =>
        {
            var slow = ctx.Step.RunAsync("slow", _ => release.Task);
            await ctx.Step.SleepAsync("nap", Minute);
            return await slow;
        });
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        Assert.False(pass.Outcome.IsCompleted);

        release.SetResult(7);
        await rig.HandInAsync(pass);

        Assert.Equal(RunStatus.Waiting, (await rig.GetAsync(id)).Status);
        await rig.WorkAfterAsync(Minute);
        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_failure_that_the_handler_caught_is_not_kept_for_later_passes()
    {
        var tries = 0;
        await using var rig = await StartAsync(async ctx =>
        {
            var outcome = "succeeded";
            try
            {
                await ctx.Step.RunAsync("flaky", _ => ++tries == 1 ? throw new InvalidOperationException("No.") : Task.CompletedTask);
            }
            catch (InvalidOperationException)
            {
                outcome = "failed";
            }

            await ctx.Step.SleepAsync("nap", Minute);
            return outcome;
        });

        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(("succeeded", 2), (await rig.OutputAsync<string>(id), tries));
    }
}
