using Redflow.Steps;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task An_undoing_knows_the_results_the_ids_and_the_times_of_the_run()
    {
        var (done, undone) = (new List<string>(), new List<string>());
        await using var rig = await StartAsync(async ctx =>
        {
            var before = ctx.UtcNow;
            var booking = await ctx.Step.RunAsync("reserve", _ => Task.FromResult(42));
            var said = $"{ctx.Run.Id} {ctx.NewGuid()} {ctx.Random.Next()} {booking} {before:O} {ctx.UtcNow:O}";
            ctx.Compensate("booking", _ => NoteAsync(undone, said));
            await ctx.Step.RunAsync("book", _ => NoteAsync(done, said));
            await ctx.Step.RunAsync("fail", _ => throw new NonRetriableException("No."));
            return 0;
        });
        await rig.EmitAsync(Work, 1);
        await rig.AdvanceAsync(Minute);
        await rig.HandInAsync(await rig.BeginAsync());
        await rig.RelayAsync();

        await rig.WorkAfterAsync(Hour);

        Assert.Equal(done, undone);
        Assert.Single(undone);
    }

    [SkippableFact]
    public async Task Going_through_the_handler_once_more_does_nothing()
    {
        var (done, undone) = (new List<string>(), new List<string>());
        await using var rig = await StartAsync(
            async ctx =>
            {
                ctx.Compensate("all", _ => NoteAsync(undone, "undone"));
                ctx.Logger.Say("At the start.");
                ctx.ReportProgress(0.1);
                await ctx.SetStatusAsync("started");
                await ctx.Step.RunAsync("work", _ => NoteAsync(done, "work"));
                await ctx.Step.EmitWorkflowAsync("emit", ChildRef, 1);
                await ctx.Step.EmitEventAsync("event", "paid", 1);
                await ctx.Step.RunWorkflowAsync("child", ChildRef, 2);
                ctx.Logger.Say("At the end.");
                return done.Count == 1 ? throw new NonRetriableException("No.") : 0;
            },
            others: Doubling());

        var id = await RunAsync(rig);

        Assert.Equal(["work", "undone"], done.Concat(undone));
        Assert.Equal(["At the start.", "At the end."], rig.HostLog.Lines);
        Assert.Equal(2, (await rig.Client.ListRunsAsync(new() { Workflow = Child })).Runs.Count);
        Assert.Single((await rig.Client.ListEventsAsync(new() { Name = "paid" })).Events);
        var compensation = (await rig.Client.ListRunsAsync(new() { Parent = id, Workflow = Work })).Runs.Single();
        Assert.Equal((null, null), ((await rig.GetAsync(compensation.Id)).CustomStatus, (await rig.GetAsync(compensation.Id)).Progress));
    }

    [SkippableFact]
    public async Task The_way_through_failures_that_the_handler_caught_is_found_again()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync(
            async ctx =>
            {
                try
                {
                    await ctx.Step.RunWorkflowAsync("child", ChildRef, 1);
                }
                catch (ChildWorkflowFailedException)
                {
                    ctx.Compensate("child", _ => NoteAsync(undone, "child"));
                }

                try
                {
                    await ctx.Step.WaitForSignalAsync<int>("signal", "go", Minute);
                }
                catch (WaitTimeoutException)
                {
                    ctx.Compensate("signal", _ => NoteAsync(undone, "signal"));
                }

                try
                {
                    await ctx.Step.RunAsync("work", _ => throw new InvalidOperationException("No."));
                }
                catch (Exception exception)
                {
                    ctx.Compensate("work", _ => NoteAsync(undone, exception is StepFailedException { Step: "work", Error.Message: "No." } ? "work" : exception.ToString()));
                }

                await ctx.Step.RunAsync("fail", _ => throw new NonRetriableException("No."));
                return 0;
            },
            others: StepRig.Define<int, int>(Child, _ => throw new NonRetriableException("No child.")));

        await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(["work", "signal", "child"], undone);
    }

    [SkippableFact]
    public async Task Branches_in_parallel_are_undone_each_as_far_as_it_had_come()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            async Task BranchAsync(string name)
            {
                ctx.Compensate($"{name} 1", _ => NoteAsync(undone, $"{name} 1"));
                await ctx.Step.RunAsync($"{name} 1", _ => Task.CompletedTask);
                ctx.Compensate($"{name} 2", _ => NoteAsync(undone, $"{name} 2"));
                await ctx.Step.WaitForSignalAsync<int>($"{name} 2", name);
                ctx.Compensate($"{name} 3", _ => NoteAsync(undone, $"{name} 3"));
                await ctx.Step.WaitForSignalAsync<int>($"{name} 3", "never");
            }

            await Task.WhenAll(BranchAsync("a"), BranchAsync("b"));
            return 0;
        });
        var id = await RunAsync(rig);
        await rig.Client.SignalRunAsync(id, "b", 1);
        await rig.WorkAsync();

        await rig.Client.CancelRunAsync(id);
        await rig.WorkAsync();

        Assert.Equal(["b 3", "b 2", "b 1", "a 2", "a 1"], undone);
    }

    [SkippableFact]
    public async Task A_compensation_that_was_said_last_of_all_counts_though_no_step_follows()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync<int>(async ctx =>
        {
            await ctx.Step.RunAsync("flight", _ => Task.CompletedTask);
            ctx.Compensate("flight", _ => NoteAsync(undone, "flight"));
            throw new NonRetriableException("No.");
        });

        await RunAsync(rig);

        Assert.Equal(["flight"], undone);
    }

    [SkippableFact]
    public async Task What_an_undoing_tells_is_the_compensations()
    {
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("a", async _ =>
            {
                ctx.ReportProgress(0.5);
                await ctx.SetStatusAsync("undoing");
                var text = $"Undone with {ctx.Step.IdempotencyKey.Length}.";
                ctx.Logger.Say(text);
            });
            await ctx.Step.RunAsync("flaky", step => step.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask, Retry(2, Hour));
            throw new NonRetriableException("No.");
        });

        var id = await RunAsync(rig);
        await rig.WorkAfterAsync(Hour);

        var (run, compensation) = (await rig.GetAsync(id), await CompensationAsync(rig, id));
        var line = Assert.Single(await LogAsync(rig, compensation.Id));
        Assert.Equal(("Undone with 56.", "undo a"), (line.Message, line.Step));
        Assert.Equal((0.5, "\"undoing\""), (compensation.Progress!.Fraction, compensation.CustomStatus.ToString()));
        Assert.Equal((null, null), (run.Progress, run.CustomStatus));
        Assert.Empty(await LogAsync(rig, id));
    }
}
