using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
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
    public async Task A_compensation_that_can_not_find_out_all_that_it_has_to_undo_undoes_nothing_and_says_so()
    {
        var undone = new List<string>();
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("seat", _ => NoteAsync(undone, "seat"));
            try
            {
                await ctx.Step.RunAsync("call", _ => throw new HttpRequestException("No."));
            }
            catch (HttpRequestException)
            {
                ctx.Compensate("charge", _ => NoteAsync(undone, "charge"));
            }

            await ctx.Step.RunAsync("charge", _ => Task.CompletedTask);
            throw new NonRetriableException("sold out");
        });

        var id = await RunAsync(rig);

        var error = (await CompensationAsync(rig, id)).Error!;
        Assert.Empty(undone);
        Assert.Equal((RunStatus.Failed, typeof(CompensationIncompleteException).FullName), ((await CompensationAsync(rig, id)).Status, error.Type));
        Assert.Contains("'charge'", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.Net.Http.HttpRequestException, is gone", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_compensation_whose_handler_fails_on_its_way_tries_again()
    {
        var (undone, passes) = (new List<string>(), 0);
        await using var rig = await StartAsync<int>(async ctx =>
        {
            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            await ctx.Step.RunAsync("a", _ => Task.CompletedTask);
            if (++passes == 2)
            {
                throw new TimeoutException("No settings.");
            }

            ctx.Compensate("b", _ => NoteAsync(undone, "b"));
            await ctx.Step.RunAsync("b", _ => throw new NonRetriableException("No."));
            return 0;
        });

        var id = await RunAsync(rig);

        Assert.Equal(["b", "a"], undone);
        Assert.Equal((RunStatus.Succeeded, 2), ((await CompensationAsync(rig, id)).Status, (await CompensationAsync(rig, id)).Attempt));
    }

    [SkippableFact]
    public async Task A_compensation_that_is_cut_off_while_it_looks_for_what_to_undo_goes_on_later()
    {
        var (undone, passes) = (new List<string>(), 0);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await StartAsync<int>(async ctx =>
        {
            if (++passes == 2)
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, ctx.CancellationToken);
            }

            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            await ctx.Step.RunAsync("a", _ => throw new NonRetriableException("No."));
            return 0;
        });
        var id = await rig.EmitAsync(Work, 1);
        await rig.HandInAsync(await rig.BeginAsync());
        await rig.RelayAsync();
        var pass = await rig.BeginAsync();
        await reached.Task.Bounded();

        pass.Pass.Cancel(Redflow.Workflows.CancellationReason.HostStopping);
        await rig.HandInAsync(pass);
        await rig.WorkAsync();

        Assert.Equal(["a"], undone);
        Assert.Equal((RunStatus.Succeeded, 1), ((await CompensationAsync(rig, id)).Status, (await CompensationAsync(rig, id)).Attempt));
    }

    [SkippableFact]
    public async Task What_was_done_on_a_way_that_the_run_has_left_does_not_hold_the_rest_up()
    {
        var (undone, passes) = (new List<string>(), 0);
        await using var rig = await StartAsync<int>(async ctx =>
        {
            if (++passes == 1)
            {
                await ctx.Step.RunAsync("aside", _ => Task.CompletedTask);
                throw new InvalidOperationException("Not yet.");
            }

            ctx.Compensate("a", _ => NoteAsync(undone, "a"));
            await ctx.Step.RunAsync("a", _ => Task.CompletedTask);
            throw new NonRetriableException("sold out");
        });

        var id = await RunAsync(rig);

        Assert.Equal(["a"], undone);
        Assert.Equal(RunStatus.Succeeded, (await CompensationAsync(rig, id)).Status);
    }
}
