using Redflow.Runs;
using Redflow.Steps;
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
    public async Task A_crash_between_two_undoings_repeats_none()
    {
        var done = new List<string>();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync(async ctx =>
        {
            foreach (var name in new[] { "a", "b", "c" })
            {
                ctx.Compensate(name, ct =>
                {
                    if (name != "b" || started.Task.IsCompleted)
                    {
                        return NoteAsync(done, name);
                    }

                    started.SetResult();
                    return Task.Delay(Timeout.Infinite, ct);
                });
            }

            await ctx.Step.RunAsync("work", _ => throw new NonRetriableException("No."));
            return 0;
        });
        var id = await rig.EmitAsync(Work, 1);
        await rig.HandInAsync(await rig.BeginAsync());
        await rig.RelayAsync();
        await rig.BeginAsync();
        await started.Task.Bounded();
        await rig.CrashAsync();

        await rig.WorkAsync();

        Assert.Equal(["c", "b", "a"], done);
        var compensation = await CompensationAsync(rig, id);
        Assert.Equal((RunStatus.Succeeded, 2), (compensation.Status, compensation.Attempt));
    }

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
    public async Task An_undoing_that_fails_is_tried_again_and_what_was_undone_is_not()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            ctx.Compensate("b", _ =>
            {
                undone.Add("b");
                return undone.Count(name => name == "b") < 3 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
            });
            ctx.Compensate("c", _ => NoteAsync(undone, "c"));
            await ctx.Step.RunAsync("fail", _ => throw new NonRetriableException("No."));
            return 0;
        });

        var id = await RunAsync(rig);

        Assert.Equal(["c", "b", "b", "b", "a"], undone);
        Assert.Equal((RunStatus.Succeeded, 3), ((await CompensationAsync(rig, id)).Status, (await CompensationAsync(rig, id)).Attempt));
    }

    [SkippableFact]
    public async Task An_undoing_has_the_options_that_it_was_said_with()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("a", _ =>
            {
                undone.Add("a");
                return undone.Count == 1 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
            }, Retry(2, Hour));
            await ctx.Step.RunAsync("fail", _ => throw new NonRetriableException("No."));
            return 0;
        });

        var id = await RunAsync(rig);
        Assert.Equal(RunStatus.Waiting, (await CompensationAsync(rig, id)).Status);
        await rig.WorkAfterAsync(Hour);

        Assert.Equal(["a", "a"], undone);
        Assert.Equal((RunStatus.Succeeded, 1), ((await CompensationAsync(rig, id)).Status, (await CompensationAsync(rig, id)).Attempt));
    }

    [SkippableFact]
    public async Task A_compensation_that_failed_for_good_is_retried_in_place()
    {
        var (fails, undone) = (true, new List<string>());
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            ctx.Compensate("b", _ => fails ? throw new InvalidOperationException("Not yet.") : NoteAsync(undone, "b"));
            ctx.Compensate("c", _ => NoteAsync(undone, "c"));
            await ctx.Step.RunAsync("fail", _ => throw new NonRetriableException("No."));
            return 0;
        });
        var id = await RunAsync(rig);
        var compensation = await CompensationAsync(rig, id);
        Assert.Equal((RunStatus.Failed, "undo b"), (compensation.Status, compensation.Error!.Step));

        fails = false;
        Assert.Equal(RetryResult.Retried, await rig.Client.RetryRunAsync(compensation.Id));
        await rig.WorkAsync();

        Assert.Equal(["c", "b", "a"], undone);
        Assert.Equal(RunStatus.Succeeded, (await CompensationAsync(rig, id)).Status);
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

    [SkippableTheory]
    [InlineData("same name")]
    [InlineData("step before")]
    [InlineData("step behind")]
    public async Task An_undoing_and_a_step_can_not_have_the_same_name(string how)
    {
        var undone = new List<string>();
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("first", _ => NoteAsync(undone, "first"));
            if (how == "step before")
            {
                await ctx.Step.RunAsync("undo a", _ => Task.CompletedTask);
            }

            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            if (how == "same name")
            {
                ctx.Compensate("a", _ => NoteAsync(undone, "a again"));
            }

            await ctx.Step.RunAsync("undo a", _ => NoteAsync(undone, "a step"));
            return 0;
        });

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(DuplicateStepException).FullName, 1), (error.Type, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("'undo a'", error.Message, StringComparison.Ordinal);
        Assert.Equal(how == "step before" ? ["first"] : ["a", "first"], undone);
    }

    [SkippableFact]
    public async Task An_undoing_is_not_said_in_the_body_of_a_step()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("book", _ =>
            {
                ctx.Compensate("book", _ => Task.CompletedTask);
                return Task.CompletedTask;
            });
            return 0;
        });

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(NestedStepException).FullName, "book", 1), (error.Type, error.Step, (await rig.GetAsync(id)).Attempt));
    }

    [SkippableFact]
    public async Task An_undoing_whose_options_are_wrong_is_refused_where_it_is_said()
    {
        await using var rig = await StartAsync(ctx =>
        {
            ctx.Compensate("book", _ => Task.CompletedTask, new() { Timeout = TimeSpan.Zero });
            return Task.FromResult(0);
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, (await rig.ErrorAsync(id)).Type);
        Assert.Equal(RetryResult.Retried, await rig.Client.RetryRunAsync(id));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(252)]
    public async Task An_undoing_takes_a_name_of_1_to_251_characters(int length)
    {
        await using var rig = await StartAsync(ctx =>
        {
            ctx.Compensate(new('x', length), _ => Task.CompletedTask);
            return Task.FromResult(0);
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        Assert.Equal(typeof(ArgumentException).FullName, (await rig.ErrorAsync(id)).Type);
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
