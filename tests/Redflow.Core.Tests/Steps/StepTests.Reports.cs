using Microsoft.Extensions.Logging;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task A_status_is_stored_when_the_call_returns_and_the_last_one_stands()
    {
        StepRig? rig = null;
        RunId id = default;
        await using var started = rig = await StartAsync(async ctx =>
        {
            await ctx.SetStatusAsync(new { Stage = "picking" });
            var first = (await rig!.GetAsync(id)).CustomStatus.ToString();
            await ctx.SetStatusAsync(new { Stage = "packing" });
            return first;
        });
        id = await rig.EmitAsync(Work, 1);

        await rig.WorkAsync();

        Assert.Equal("{\"stage\":\"picking\"}", await rig.OutputAsync<string>(id));
        Assert.Equal("{\"stage\":\"packing\"}", (await rig.GetAsync(id)).CustomStatus.ToString());
    }

    [SkippableTheory]
    [InlineData(16_382, true)]
    [InlineData(16_383, false)]
    public async Task A_status_takes_16_KiB(int length, bool fits)
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.SetStatusAsync(new string('x', length));
            return 7;
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        var run = await rig.GetAsync(id);
        Assert.Equal(fits ? null : typeof(PayloadTooLargeException).FullName, run.Error?.Type);
        Assert.Equal(fits, run.CustomStatus is not null);
    }

    [SkippableFact]
    public async Task Progress_is_stored_within_half_a_second()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.ReportProgress(0.25);
            ctx.ReportProgress(0.5, "half of it");
            await ctx.Step.RunAsync("slow", _ => release.Task);
            ctx.ReportProgress(1);
            return 7;
        });
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();

        Assert.Equal(TimeSpan.FromMilliseconds(500), await rig.TimerAsync());
        rig.Time.Advance(TimeSpan.FromMilliseconds(500));
        await Wait.UntilAsync(async () => (await rig.GetAsync(id)).Progress is not null, "the progress is stored");
        Assert.Equal(new(0.5, "half of it"), (await rig.GetAsync(id)).Progress);
        release.SetResult();
        await rig.HandInAsync(pass);

        Assert.Equal(new(1, null), (await rig.GetAsync(id)).Progress);
    }

    [SkippableFact]
    public async Task Progress_that_comes_while_some_is_stored_is_collected_again()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (reported, end) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.ReportProgress(0.25);
            await goOn.Task;
            ctx.ReportProgress(0.5);
            reported.SetResult();
            await end.Task;
            return 7;
        });
        var id = await rig.EmitAsync(Work, 1);
        (rig.Store, var gate) = StoreGate.Before(rig.Store, nameof(IRedflowStore.ReportAsync), 1);
        var pass = await rig.BeginAsync();
        await rig.TimerAsync();
        var advance = Task.Run(() => rig.Time.Advance(TimeSpan.FromMilliseconds(500)));
        await gate.Reached.Bounded();
        goOn.SetResult();
        await reported.Task.Bounded();
        gate.Open();
        await advance.Bounded();

        Assert.Equal(TimeSpan.FromMilliseconds(500), await rig.TimerAsync());

        Assert.Equal(new(0.25, null), (await rig.GetAsync(id)).Progress);
        end.SetResult();
        await rig.HandInAsync(pass);
        Assert.Equal(new(0.5, null), (await rig.GetAsync(id)).Progress);
    }

    [SkippableFact]
    public async Task A_step_that_a_deployment_has_removed_does_not_silence_the_rest()
    {
        var isNew = false;
        await using var rig = await StartAsync(async ctx =>
        {
            if (!isNew)
            {
                await ctx.Step.RunAsync("old", _ => Task.CompletedTask);
            }

            await ctx.Step.SleepAsync("nap", Minute);
            await ctx.Step.RunAsync("new", _ => Task.CompletedTask);
            ctx.Logger.Say("At the end.");
            ctx.ReportProgress(1);
            return 0;
        });
        var id = await RunAsync(rig);

        isNew = true;
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(["At the end."], rig.HostLog.Lines);
        Assert.Equal(new(1, null), (await rig.GetAsync(id)).Progress);
    }

    [SkippableTheory]
    [InlineData(-0.1, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(1.1, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(double.NaN, 0, typeof(ArgumentOutOfRangeException))]
    [InlineData(1, 1_025, typeof(ArgumentException))]
    public async Task Progress_that_is_none_is_refused(double fraction, int length, Type type)
    {
        await using var rig = await StartAsync(ctx =>
        {
            ctx.ReportProgress(fraction, new('x', length));
            return Task.FromResult(0);
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(type.FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task What_a_handler_logs_is_stored_with_step_attempt_and_exception()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.Logger.Say("Order 7 is here.");
            await ctx.Step.RunAsync("pack", step =>
            {
                step.Logger.Warn(new InvalidOperationException("No box."), "Packing by hand.");
                return Task.CompletedTask;
            });
            return ctx.Run.Attempt == 1 ? throw new InvalidOperationException("And then a retry.") : 0;
        });

        var id = await RunAsync(rig);

        var lines = await LogAsync(rig, id);
        Assert.Equal(["Order 7 is here.", "Packing by hand."], lines.Take(2).Select(line => line.Message));
        Assert.Equal(
            [(LogLevel.Information, null, 1, null), (LogLevel.Warning, "pack", 1, "System.InvalidOperationException: No box.")],
            lines.Take(2).Select(line => (line.Level, line.Step, line.Attempt, line.Exception)));
        Assert.All(lines, line => Assert.Equal(TestStore.Start, line.At));
        Assert.Equal(lines.Select(line => line.Message), rig.HostLog.Lines);
    }

    [SkippableFact]
    public async Task A_pass_that_repeats_says_nothing_again()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.Logger.Say("Before a.");
            await ctx.Step.RunAsync("a", _ => Task.CompletedTask);
            ctx.Logger.Say("Before the nap.");
            await ctx.Step.SleepAsync("nap", Minute);
            ctx.Logger.Say("Before the signal.");
            await ctx.Step.WaitForSignalAsync<int>("signal", "go");
            ctx.Logger.Say("At the end.");
            return 0;
        });
        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);
        await rig.Client.SignalRunAsync(id, "go", 1);
        await rig.WorkAsync();

        string[] expected = ["Before a.", "Before the nap.", "Before the signal.", "At the end."];
        Assert.Equal(expected, rig.HostLog.Lines);
        Assert.Equal(expected, (await LogAsync(rig, id)).Select(line => line.Message));
    }

    [SkippableFact]
    public async Task Progress_does_not_go_back_while_a_pass_repeats()
    {
        StepRig? rig = null;
        RunId id = default;
        var seen = new List<double?>();
        await using var started = rig = await StartAsync(async ctx =>
        {
            ctx.ReportProgress(0.1);
            await ctx.Step.RunAsync("a", _ => Task.CompletedTask);
            ctx.ReportProgress(0.5);
            await ctx.Step.SleepAsync("nap", Minute);
            seen.Add((await rig!.GetAsync(id)).Progress?.Fraction);
            return 0;
        });
        id = await rig.EmitAsync(Work, 1);

        await rig.WorkAsync();
        await rig.WorkAfterAsync(Minute);

        Assert.Equal([0.5], seen);
        Assert.Equal(0.5, (await rig.GetAsync(id)).Progress!.Fraction);
    }

    [SkippableFact]
    public async Task A_handler_is_heard_again_after_durable_retries()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("flaky", step =>
            {
                var text = $"Try {step.Attempt}.";
                step.Logger.Say(text);
                return step.Attempt < 3 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
            }, Retry(3, Hour));
            ctx.Logger.Say("Behind it.");
            await ctx.Step.SleepAsync("nap", Minute);
            ctx.Logger.Say("At the end.");
            return 0;
        });

        await RunAsync(rig);
        await rig.WorkAfterAsync(Hour);
        await rig.WorkAfterAsync(Hour);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(["Try 1.", "Try 2.", "Try 3.", "Behind it.", "At the end."], rig.HostLog.Lines);
    }

    [SkippableFact]
    public async Task A_body_is_heard_though_steps_that_have_ended_are_still_to_come()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            async Task<int> SlowAsync()
            {
                await ctx.Step.SleepAsync("nap", Minute);
                return await ctx.Step.RunAsync("slow", step =>
                {
                    step.Logger.Say("Slow.");
                    ctx.ReportProgress(0.5);
                    return Task.FromResult(1);
                });
            }

            var slow = SlowAsync();
            var quick = ctx.Step.RunAsync("quick", _ => Task.FromResult(1));
            return await slow + await quick;
        });
        var id = await rig.EmitAsync(Work, 1);
        await rig.WorkAsync();
        var sleeping = await rig.GetAsync(id);

        await rig.WorkAfterAsync(Minute);

        Assert.Equal(RunStatus.Waiting, sleeping.Status);
        Assert.Equal(2, await rig.OutputAsync<int>(id));
        Assert.Equal(["Slow."], rig.HostLog.Lines);
        Assert.Equal(0.5, (await rig.GetAsync(id)).Progress?.Fraction);
    }

    [SkippableFact]
    public async Task Only_the_last_lines_are_stored_and_long_ones_are_cut()
    {
        await using var rig = await StartAsync(ctx =>
        {
            for (var i = 1; i <= 250; i++)
            {
                var text = $"{i} {new string('x', 3_000)}";
                ctx.Logger.Say(text);
            }

            return Task.FromResult(0);
        });

        var id = await RunAsync(rig);

        var lines = await LogAsync(rig, id);
        Assert.Equal(RunReport.KeptLines, lines.Count);
        Assert.StartsWith("250 ", lines[^1].Message, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(2_048, line.Message.Length));
    }

    [SkippableFact]
    public async Task What_is_told_after_the_lease_was_lost_is_not_stored()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var passes = 0;
        await using var rig = await StartAsync(async ctx =>
        {
            if (++passes == 1)
            {
                await release.Task;
                ctx.Logger.Say("Late.");
                ctx.ReportProgress(1);
                await ctx.SetStatusAsync("late");
            }

            return await ctx.Step.WaitForSignalAsync<int>("signal", "go");
        });
        var id = await rig.EmitAsync(Work, 1);
        var zombie = await rig.BeginAsync();
        await rig.CrashAsync();
        await rig.WorkAsync();

        release.SetResult();

        Assert.False(await rig.HandInAsync(zombie));
        var run = await rig.GetAsync(id);
        Assert.Equal((RunStatus.Waiting, null, null), (run.Status, run.CustomStatus, run.Progress));
        Assert.Empty(await LogAsync(rig, id));
    }

    private static Task<IReadOnlyList<RunLogLine>> LogAsync(StepRig rig, RunId id) =>
        rig.Client.GetRunLogAsync(id).Bounded();
}
