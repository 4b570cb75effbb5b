using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    private const string Child = "child";

    private static readonly WorkflowRef<int, int> ChildRef = new(Child);

    [SkippableTheory]
    [InlineData("run", nameof(IRedflowStore.FindWorkflowAsync))]
    [InlineData("run", nameof(IRedflowStore.NewRunIdAsync))]
    [InlineData("emit", nameof(IRedflowStore.FindWorkflowAsync))]
    [InlineData("emit", nameof(IRedflowStore.EmitAsync))]
    public async Task An_outage_while_a_child_is_emitted_is_waited_out(string how, string operation)
    {
        await using var rig = await StartAsync(
            async ctx =>
            {
                if (how == "run")
                {
                    return await ctx.Step.RunWorkflowAsync("child", ChildRef, 21);
                }

                await ctx.Step.EmitWorkflowAsync("child", ChildRef, 21, new() { IdempotencyKey = "key" });
                return 42;
            },
            o => o.MaxAttempts = 1,
            Doubling());
        var id = await rig.EmitAsync(Work, 1);
        rig.Store = OutageStore.Before(rig.Store, operation);
        var pass = await rig.BeginAsync();

        await rig.TimerAsync();
        rig.Time.Advance(TimeSpan.FromMilliseconds(500));
        await rig.HandInAsync(pass);
        await rig.WorkAsync();

        Assert.Equal(42, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_parent_gets_the_output_of_the_child_that_it_waits_for()
    {
        var bodies = 0;
        await using var rig = await StartAsync(
            async ctx => await ctx.Step.RunWorkflowAsync("double", ChildRef, ctx.Input) + 1,
            others: StepRig.Define<int, int>(Child, ctx => ctx.Step.RunAsync("work", _ => Task.FromResult(ctx.Input * 2 * ++bodies))));

        var id = await RunAsync(rig, 20);

        Assert.Equal((41, 1), (await rig.OutputAsync<int>(id), bodies));
        var child = Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);
        Assert.Equal((Child, id, RunStatus.Succeeded), (child.Workflow, child.Parent!.Value, child.Status));
    }

    [SkippableFact]
    public async Task A_child_may_be_named_by_a_string()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunWorkflowAsync<int>("double", Child, 20), others: Doubling());

        var id = await RunAsync(rig);

        Assert.Equal(40, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_parent_holds_neither_worker_nor_slot_while_it_waits_for_its_child()
    {
        await using var rig = await StartAsync(
            ctx => ctx.Input == 1 ? ctx.Step.RunWorkflowAsync("again", new WorkflowRef<int, int>(Work), 2) : Task.FromResult(7),
            o => o.MaxConcurrency = 1);

        var id = await RunAsync(rig);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
    }

    [SkippableFact]
    public async Task A_child_that_fails_fails_the_step_for_good_and_the_parent_unless_it_catches_that()
    {
        await using var rig = await StartAsync(
            ctx => ctx.Step.RunWorkflowAsync("double", ChildRef, 1),
            others: StepRig.Define<int, int>(Child, ctx => ctx.Step.RunAsync<int>("work", _ => throw new InvalidOperationException("No child.")), o => o.MaxAttempts = 2));

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(ChildWorkflowFailedException).FullName, "double", 1), (error.Type, error.Step, (await rig.GetAsync(id)).Attempt));
        Assert.Contains("No child.", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs).Attempt);
    }

    [SkippableTheory]
    [InlineData("fails", "Redflow.NonRetriableException", "No child.")]
    [InlineData("canceled", "Redflow.Runs.RunCanceledException", "enough")]
    [InlineData("times out", RunError.RunTimedOut, null)]
    public async Task A_parent_is_told_which_child_did_not_succeed_and_why(string how, string type, string? message)
    {
        ChildWorkflowFailedException? caught = null;
        await using var rig = await StartAsync(async ctx =>
        {
            try
            {
                return await ctx.Step.RunWorkflowAsync("double", ChildRef, 1, new() { Timeout = how == "times out" ? Minute : null });
            }
            catch (ChildWorkflowFailedException exception)
            {
                caught = exception;
                return await ctx.Step.RunAsync("instead", _ => Task.FromResult(7));
            }
        }, others: StepRig.Define<int, int>(Child, ctx => how == "fails" ? throw new NonRetriableException("No child.") : ctx.Step.WaitForSignalAsync<int>("wait", "go")));
        var id = await RunAsync(rig);
        var child = Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);
        if (how == "canceled")
        {
            await rig.Client.CancelRunAsync(child.Id, "enough");
        }

        await rig.WorkAfterAsync(Minute);

        Assert.Equal(7, await rig.OutputAsync<int>(id));
        Assert.Equal(("double", child.Id), (caught!.Step, caught.ChildId!.Value));
        Assert.Equal(type, caught.Error.Type);
        Assert.Equal(message ?? caught.Error.Message, caught.Error.Message);
    }

    [SkippableFact]
    public async Task A_child_of_a_workflow_that_nobody_registered_is_an_error_that_names_those_there_are()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunWorkflowAsync<int>("child", "nobody", 1), o => o.MaxAttempts = 1, Doubling());

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(UnknownWorkflowException).FullName, "child"), (error.Type, error.Step));
        Assert.Contains(Child, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_child_that_does_not_end_in_time_goes_on()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            try
            {
                return await ctx.Step.RunWorkflowAsync("wait", ChildRef, 1, new() { WaitTimeout = Minute });
            }
            catch (WaitTimeoutException exception)
            {
                return exception.Step.Length;
            }
        }, others: StepRig.Define<int, int>(Child, ctx => ctx.Step.WaitForSignalAsync<int>("wait", "go")));
        var id = await RunAsync(rig);

        await rig.WorkAfterAsync(Minute);

        Assert.Equal(4, await rig.OutputAsync<int>(id));
        var child = Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);
        Assert.Equal(RunStatus.Waiting, child.Status);
        await rig.Client.SignalRunAsync(child.Id, "go", 7);
        await rig.WorkAsync();
        Assert.Equal(7, await rig.OutputAsync<int>(child.Id));
    }

    [SkippableFact]
    public async Task A_wait_that_timed_out_is_over_for_every_attempt()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.WaitForSignalAsync<int>("approval", "approval", Minute));
        var id = await RunAsync(rig);

        await rig.WorkAfterAsync(Minute);

        var error = await rig.ErrorAsync(id);
        Assert.Equal((typeof(WaitTimeoutException).FullName, "approval", 1), (error.Type, error.Step, (await rig.GetAsync(id)).Attempt));
    }

    [SkippableTheory]
    [InlineData("canceled", RunStatus.Canceled)]
    [InlineData("abandoned", RunStatus.Waiting)]
    public async Task What_becomes_of_a_child_when_its_parent_is_canceled_is_said_at_its_emit(string what, RunStatus status)
    {
        await using var rig = await StartAsync(
            ctx => ctx.Step.RunWorkflowAsync("wait", ChildRef, 1, new() { OnParentClosed = what == "canceled" ? OnParentClosed.Cancel : OnParentClosed.Abandon }),
            others: StepRig.Define<int, int>(Child, ctx => ctx.Step.WaitForSignalAsync<int>("wait", "go")));
        var id = await RunAsync(rig);
        var child = Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);

        await rig.Client.CancelRunAsync(id);
        await rig.WorkAsync();

        Assert.Equal(status, (await rig.GetAsync(child.Id)).Status);
    }

    [SkippableFact]
    public async Task A_parent_that_crashed_before_its_wait_was_stored_has_one_child()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunWorkflowAsync("double", ChildRef, 20), others: Doubling());
        var id = await rig.EmitAsync(Work, 1);
        await (await rig.BeginAsync()).Outcome.Bounded();
        await rig.CrashAsync();

        await rig.WorkAsync();

        Assert.Equal(40, await rig.OutputAsync<int>(id));
        Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task A_parent_that_crashed_around_an_emit_has_one_child(string? key)
    {
        var emits = 0;
        await using var rig = await StartAsync(
            async ctx =>
            {
                var first = await ctx.Step.EmitWorkflowAsync("first", ChildRef, 1, new() { IdempotencyKey = key });
                if (Interlocked.Increment(ref emits) <= 2)
                {
                    await new TaskCompletionSource().Task.WaitAsync(ctx.CancellationToken);
                }

                return first.ToString();
            },
            others: Doubling());
        var id = await rig.EmitAsync(Work, 1);
        for (var crash = 1; crash <= 2; crash++)
        {
            rig.Begin(Assert.Single(await rig.ClaimAsync(10), run => run.Id == id));
            await Wait.UntilAsync(() => Task.FromResult(Volatile.Read(ref emits) == crash), "the child is emitted");
            await rig.RelayAsync();
            await rig.CrashAsync();
        }

        await rig.WorkAsync();

        var child = Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs);
        Assert.Equal(child.Id.ToString(), await rig.OutputAsync<string>(id));
    }

    [SkippableFact]
    public async Task An_emitted_child_has_an_id_at_once_and_its_parent_does_not_wait()
    {
        await using var rig = await StartAsync(
            async ctx => (await ctx.Step.EmitWorkflowAsync("emit", ChildRef, 20, new() { Tags = ["red"], Priority = 3 })).ToString(), others: Doubling());

        var id = await RunAsync(rig);

        var child = await rig.GetAsync(RunId.Parse(await rig.OutputAsync<string>(id), null));
        Assert.Equal((RunStatus.Succeeded, id, 3, "40"), (child.Status, child.Parent!.Value, child.Priority, child.Output.ToString()));
        Assert.Equal(["red"], child.Tags);
    }

    [SkippableFact]
    public async Task A_taken_key_waits_for_the_run_that_has_it()
    {
        await using var rig = await StartAsync(
            ctx => ctx.Step.RunWorkflowAsync("wait", ChildRef, 1, new() { IdempotencyKey = "k" }),
            others: StepRig.Define<int, int>(Child, ctx => ctx.Step.WaitForSignalAsync<int>("wait", "go")));
        var holder = await rig.EmitAsync(Child, 5, new() { IdempotencyKey = "k" });
        var (one, two) = (await rig.EmitAsync(Work, 1), await rig.EmitAsync(Work, 2));
        await rig.WorkAsync();

        await rig.Client.SignalRunAsync(holder, "go", 7);
        await rig.WorkAsync();

        Assert.Equal((7, 7), (await rig.OutputAsync<int>(one), await rig.OutputAsync<int>(two)));
        Assert.Equal(holder, Assert.Single((await rig.Client.ListRunsAsync(new() { Workflow = Child })).Runs).Id);
    }

    [SkippableFact]
    public async Task A_taken_key_answers_an_emit_with_the_run_that_has_it()
    {
        await using var rig = await StartAsync(
            async ctx => (await ctx.Step.EmitWorkflowAsync("emit", ChildRef, 1, new() { IdempotencyKey = "k" })).ToString(), others: Doubling());
        var holder = await rig.EmitAsync(Child, 5, new() { IdempotencyKey = "k" });

        var id = await RunAsync(rig);

        Assert.Equal(holder.ToString(), await rig.OutputAsync<string>(id));
        Assert.Single((await rig.Client.ListRunsAsync(new() { Workflow = Child })).Runs);
    }

    [SkippableFact]
    public async Task A_taken_key_may_be_refused()
    {
        await using var rig = await StartAsync(
            async ctx => (await ctx.Step.EmitWorkflowAsync("emit", ChildRef, 1, new() { IdempotencyKey = "k", KeyReuse = KeyReuse.Reject })).ToString(),
            o => o.MaxAttempts = 1,
            Doubling());
        await rig.EmitAsync(Child, 5, new() { IdempotencyKey = "k" });

        var id = await RunAsync(rig);

        Assert.Equal(typeof(IdempotencyKeyTakenException).FullName, (await rig.ErrorAsync(id)).Type);
    }

    [SkippableFact]
    public async Task A_retry_in_place_of_the_parent_emits_a_new_child()
    {
        var fails = true;
        await using var rig = await StartAsync(
            ctx => ctx.Step.RunWorkflowAsync("double", ChildRef, 20),
            others: StepRig.Define<int, int>(Child, ctx => fails ? throw new NonRetriableException("No.") : Task.FromResult(ctx.Input * 2)));
        var id = await RunAsync(rig);
        Assert.Equal(RunStatus.Failed, (await rig.GetAsync(id)).Status);

        fails = false;
        await rig.Client.RetryRunAsync(id);
        await rig.WorkAsync();

        Assert.Equal(40, await rig.OutputAsync<int>(id));
        Assert.Equal(2, (await rig.Client.ListRunsAsync(new() { Parent = id })).Runs.Count);
    }

    [SkippableFact]
    public async Task A_child_of_an_alias_is_a_run_of_what_it_is_an_alias_of()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunWorkflowAsync<int>("double", "old", 20), others: Doubling());
        await rig.Store.RegisterWorkflowsAsync([(await rig.Store.FindWorkflowAsync(Child))! with { Name = "old", AliasOf = Child }]);

        var id = await RunAsync(rig);

        Assert.Equal(40, await rig.OutputAsync<int>(id));
        Assert.Equal(Child, Assert.Single((await rig.Client.ListRunsAsync(new() { Parent = id })).Runs).Workflow);
    }

    private static WorkflowDefinition Doubling() => StepRig.Define<int, int>(Child, ctx => Task.FromResult(ctx.Input * 2));
}
