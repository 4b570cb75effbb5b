using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task What_a_failed_run_did_is_undone_in_reverse()
    {
        var done = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            foreach (var name in new[] { "flight", "hotel", "car" })
            {
                ctx.Compensate(name, _ => NoteAsync(done, $"cancel {name}"));
                await ctx.Step.RunAsync(name, _ => name == "car" ? throw new NonRetriableException("No cars.") : NoteAsync(done, $"book {name}"));
            }

            return 0;
        });

        var id = await RunAsync(rig);

        Assert.Equal(["book flight", "book hotel", "cancel car", "cancel hotel", "cancel flight"], done);
        Assert.Equal("No cars.", (await rig.ErrorAsync(id)).Message);
        var compensation = await CompensationAsync(rig, id);
        Assert.Equal((RunStatus.Succeeded, Work, "null"), (compensation.Status, compensation.Workflow, compensation.Output.ToString()));
        var steps = (await rig.Client.GetRunStepsAsync(compensation.Id)).Select(step => step.Name).Where(name => name.StartsWith("undo", StringComparison.Ordinal));
        Assert.Equal(["undo car", "undo hotel", "undo flight"], steps);
        Assert.Equal(RetryResult.Compensated, await rig.Client.RetryRunAsync(id));
    }

    [SkippableFact]
    public async Task What_a_run_that_succeeded_did_stands()
    {
        var done = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.Compensate("flight", _ => NoteAsync(done, "cancel"));
            await ctx.Step.RunAsync("flight", _ => ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : NoteAsync(done, "book"));
            await ctx.Step.SleepAsync("nap", Minute);
            return 7;
        });

        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal(["book"], done);
        Assert.Empty((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);
    }

    [SkippableTheory]
    [InlineData("canceled", RunStatus.Canceled)]
    [InlineData("timed out", RunStatus.Failed)]
    public async Task A_run_that_waits_is_undone_up_to_where_it_had_come(string how, RunStatus status)
    {
        var done = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.Compensate("flight", _ => NoteAsync(done, "cancel flight"));
            await ctx.Step.RunAsync("flight", _ => NoteAsync(done, "book flight"));
            await ctx.Step.SleepAsync("nap", 2 * Hour);
            ctx.Compensate("hotel", _ => NoteAsync(done, "cancel hotel"));
            await ctx.Step.RunAsync("hotel", _ => NoteAsync(done, "book hotel"));
            return 0;
        }, o => o.Timeout = Hour);
        var id = await RunAsync(rig);

        await (how == "canceled" ? rig.Client.CancelRunAsync(id) : rig.AdvanceAsync(Hour));
        await rig.WorkAsync();

        Assert.Equal(status, (await rig.GetAsync(id)).Status);
        Assert.Equal(["book flight", "cancel flight"], done);
    }

    [SkippableFact]
    public async Task A_wait_that_was_not_over_at_the_end_of_the_run_is_not_over_for_its_compensation()
    {
        var done = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.Compensate("flight", _ => NoteAsync(done, "cancel flight"));
            await ctx.Step.SleepAsync("nap", Minute);
            ctx.Compensate("hotel", _ => NoteAsync(done, "cancel hotel"));
            await ctx.Step.RunAsync("hotel", _ => NoteAsync(done, "book hotel"));
            return 0;
        });
        var id = await RunAsync(rig);
        await rig.Client.CancelRunAsync(id);
        await rig.RelayAsync();

        await rig.WorkAfterAsync(Hour);

        Assert.Equal(["cancel flight"], done);
    }

    [SkippableTheory]
    [InlineData("canceled")]
    [InlineData("timed out")]
    [InlineData("lost")]
    public async Task A_run_that_is_cut_off_while_a_step_runs_has_that_step_undone(string how)
    {
        var done = new List<string>();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync(async ctx =>
        {
            ctx.Compensate("flight", _ => NoteAsync(done, "cancel flight"));
            await ctx.Step.RunAsync("flight", async ct =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, ct);
            });
            return 0;
        }, o => (o.Timeout, o.MaxCrashes) = (how == "timed out" ? Second : null, 1));
        var id = await rig.EmitAsync(Work, 1);
        var pass = await rig.BeginAsync();
        await started.Task.Bounded();

        if (how == "lost")
        {
            await rig.CrashAsync();
            pass.Pass.Cancel(CancellationReason.LeaseLost);
        }
        else if (how == "timed out")
        {
            await rig.AdvanceAsync(Second);
            pass.Pass.Cancel(CancellationReason.RunTimedOut);
        }
        else
        {
            await rig.Client.CancelRunAsync(id);
            pass.Pass.Cancel(CancellationReason.RunCanceled);
        }

        await rig.HandInAsync(pass);
        await rig.WorkAsync();

        Assert.Equal(how == "canceled" ? RunStatus.Canceled : RunStatus.Failed, (await rig.GetAsync(id)).Status);
        Assert.Equal(["cancel flight"], done);
    }

    [SkippableFact]
    public async Task Children_of_a_run_that_is_undone_are_canceled_and_undone_too()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync(
            async ctx =>
            {
                ctx.Compensate("parent", _ => NoteAsync(undone, "parent"));
                return await ctx.Step.RunWorkflowAsync("child", ChildRef, 1);
            },
            others: StepRig.Define<int, int>(Child, async ctx =>
            {
                ctx.Compensate("child", _ => NoteAsync(undone, "child"));
                return await ctx.Step.WaitForSignalAsync<int>("wait", "go");
            }));
        var id = await RunAsync(rig);

        await rig.Client.CancelRunAsync(id);
        await rig.WorkAsync();

        Assert.Equal(["child", "parent"], undone.Order());
    }

    private static Task NoteAsync(List<string> notes, string note)
    {
        lock (notes)
        {
            notes.Add(note);
        }

        return Task.CompletedTask;
    }

    /// <summary>Finds the compensation of a run that has no children.</summary>
    private static async Task<Run> CompensationAsync(StepRig rig, RunId id) =>
        await rig.GetAsync(Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs, run => run.CompensationOf == id).Id);
}
