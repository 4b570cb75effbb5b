using Redflow.Runs;
using Redflow.Steps;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_child_is_emitted_once_its_parent_waits_for_it()
    {
        var parent = await StartAsync();
        var child = New();
        await SuspendAsync(parent, ForChild(parent, "child", child));

        Assert.Null(await Store.FindRunAsync(child.Id));
        Assert.Equal(1, await RelayAllAsync());

        var run = await GetAsync(child.Id);
        Assert.Equal((RunStatus.Queued, parent.Id), (run.Status, run.Parent!.Value));
        Assert.Equal((RunStatus.Waiting, null), (await StatusAsync(parent.Id), (await GetAsync(parent.Id)).DueAt));
    }

    [SkippableFact]
    public async Task A_childs_output_is_the_result_of_the_step_that_waits_for_it()
    {
        var (parent, child) = await StartFamilyAsync();

        await FinishAsync(child, Succeeded);
        await RelayAllAsync();

        var woken = await ClaimOneAsync();
        Assert.Equal((parent.Id, "42", 1), (woken.Id, Text(woken.Steps["child"]), woken.Attempt));
        Assert.Empty(woken.Waits);
        Assert.Empty(woken.FailedSteps);
        Assert.Equal(StepStatus.Succeeded, (await GetStepAsync(parent.Id, "child")).Status);
    }

    [SkippableFact]
    public async Task A_childs_error_fails_the_step_that_waits_for_it_for_good()
    {
        var (parent, child) = await StartFamilyAsync();

        await FinishAsync(child, Failed);
        await RelayAllAsync();

        var woken = await ClaimOneAsync();
        var error = Boom with { Child = child.Id };
        Assert.Equal((parent.Id, error), (woken.Id, woken.FailedSteps["child"]));
        Assert.Empty(woken.Steps);
        Assert.Empty(woken.Waits);
        var step = await GetStepAsync(parent.Id, "child");
        Assert.Equal((StepStatus.Failed, error), (step.Status, step.Error));
    }

    [SkippableTheory]
    [InlineData("enough", "enough")]
    [InlineData(null, "The run was canceled.")]
    public async Task A_canceled_child_fails_the_step_that_waits_for_it_for_good(string? reason, string message)
    {
        var parent = await StartAsync();
        var child = New();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));

        await Store.CancelAsync(child.Id, reason);
        await RelayAllAsync();

        Assert.Equal(new("Redflow.Runs.RunCanceledException", message) { Child = child.Id }, (await ClaimOneAsync()).FailedSteps["child"]);
    }

    [SkippableFact]
    public async Task A_child_that_expires_or_takes_too_long_fails_the_step_that_waits_for_it()
    {
        var parent = await StartAsync();
        var slow = New() with { Timeout = Second };
        var late = New() with { ExpireAfter = Second };
        await SuspendAndRelayAsync(parent, ForChild(parent, "slow", slow));
        await ClaimOneAsync();
        await PassAsync(Second);
        await RelayAllAsync();
        var woken = await ClaimOneAsync();
        await SuspendAndRelayAsync(woken, ForChild(parent, "late", late));

        await PassAsync(Second);
        await RelayAllAsync();

        woken = await ClaimOneAsync();
        Assert.Equal((RunError.RunTimedOut, slow.Id), (woken.FailedSteps["slow"].Type, woken.FailedSteps["slow"].Child));
        Assert.Equal(new("Redflow.Runs.RunCanceledException", "expired") { Child = late.Id }, woken.FailedSteps["late"]);
    }

    [SkippableFact]
    public async Task A_child_of_a_workflow_that_nobody_registered_fails_its_step()
    {
        var parent = await StartAsync();

        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New("nobody")));

        var error = (await ClaimOneAsync()).FailedSteps["child"];
        Assert.Equal("Redflow.Workflows.UnknownWorkflowException", error.Type);
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_child_whose_key_is_taken_is_replaced_by_the_run_that_has_it()
    {
        var holder = await StartAsync(run => run with { IdempotencyKey = "k" });
        var parent = await StartAsync();
        var child = New() with { IdempotencyKey = "k" };
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));
        Assert.Equal(RunStatus.Waiting, await StatusAsync(parent.Id));

        await FinishAsync(holder, Succeeded);
        await RelayAllAsync();

        Assert.Null(await Store.FindRunAsync(child.Id));
        Assert.Equal("42", Text((await ClaimOneAsync()).Steps["child"]));
    }

    [SkippableFact]
    public async Task A_child_whose_key_is_taken_by_a_run_that_has_ended_is_over_at_once()
    {
        await EndAsync(Succeeded, run => run with { IdempotencyKey = "k" });
        var parent = await StartAsync();

        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New() with { IdempotencyKey = "k" }));

        Assert.Equal("42", Text((await ClaimOneAsync()).Steps["child"]));
    }

    [SkippableFact]
    public async Task Two_parents_may_wait_for_the_same_run()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        var child = New() with { IdempotencyKey = "k" };
        await SuspendAndRelayAsync(first, ForChild(first, "child", child));
        await SuspendAndRelayAsync(second, ForChild(second, "child", New() with { IdempotencyKey = "k" }));

        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();

        var woken = await ClaimAsync();
        Assert.Equal(new[] { first.Id, second.Id }.Order(), woken.Select(run => run.Id).Order());
        Assert.All(woken, run => Assert.Equal("42", Text(run.Steps["child"])));
    }

    [SkippableFact]
    public async Task A_parent_that_waits_for_two_children_is_woken_by_each()
    {
        var parent = await StartAsync();
        await SuspendAndRelayAsync(parent, ForChild(parent, "first", New()), ForChild(parent, "second", New(), position: 2));
        var children = await ClaimAsync();

        await FinishAsync(children[0], Succeeded);
        await RelayAllAsync();
        var woken = await ClaimOneAsync();
        Assert.Equal(["first"], woken.Steps.Keys);
        Assert.Equal(["second"], woken.Waits.Keys);
        await SuspendAsync(woken, ForChild(parent, "second", New(), position: 2));
        await FinishAsync(children[1], Succeeded);
        await RelayAllAsync();

        Assert.Equal(["first", "second"], (await ClaimOneAsync()).Steps.Keys.Order());
    }

    [SkippableFact]
    public async Task A_child_that_ends_while_its_parent_runs_ends_the_wait_without_waking_it()
    {
        var parent = await StartAsync();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New()), Sleep("nap", Second, 2));
        var child = await ClaimOneAsync();
        await PassAsync(Second);
        var woken = await ClaimOneAsync();

        await FinishAsync(child, Succeeded);
        await RelayAllAsync();

        Assert.Equal((parent.Id, RunStatus.Running), (woken.Id, await StatusAsync(parent.Id)));
        await SuspendAsync(woken, ForChild(parent, "child", New()));
        Assert.Equal("42", Text((await ClaimOneAsync()).Steps["child"]));
    }

    [SkippableFact]
    public async Task A_child_that_is_waited_for_again_is_not_emitted_again()
    {
        var parent = await StartAsync();
        var child = New();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child), Sleep("nap", Second, 2));
        await ClaimOneAsync();
        await PassAsync(Second);
        var other = New();

        await SuspendAndRelayAsync(await ClaimOneAsync(), ForChild(parent, "child", other));

        Assert.Null(await Store.FindRunAsync(other.Id));
        Assert.Equal([child.Id], await ListAsync(new() { Parent = parent.Id }));
    }

    [SkippableFact]
    public async Task A_child_that_ends_after_the_time_out_changes_nothing()
    {
        var parent = await StartAsync();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New(), timeout: Second));
        var child = await ClaimOneAsync();
        await AdvanceAsync(Second);

        await FinishAsync(child, Succeeded);
        await RelayAllAsync();
        await PromoteAllAsync();

        var woken = await ClaimOneAsync();
        Assert.Equal((parent.Id, 0, TimeSpan.Zero), (woken.Id, woken.Steps.Count, woken.Waits["child"]));
    }

    [SkippableFact]
    public async Task The_end_of_another_child_than_the_one_it_waits_for_changes_nothing()
    {
        var parent = await StartAsync();
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New(), OnParentClosed.Abandon));
        var former = await ClaimOneAsync();
        await Store.CancelAsync(parent.Id, null);
        await Store.RetryAsync(parent.Id);
        await SuspendAndRelayAsync(await ClaimOneAsync(), ForChild(parent, "child", New()));
        var child = await ClaimOneAsync();

        await FinishAsync(former, Failed);
        await RelayAllAsync();
        Assert.Equal(RunStatus.Waiting, await StatusAsync(parent.Id));
        await FinishAsync(child, Succeeded);
        await RelayAllAsync();

        Assert.Equal("42", Text((await ClaimOneAsync()).Steps["child"]));
    }

    [SkippableFact]
    public async Task A_child_that_ends_twice_wakes_its_parent_once()
    {
        var (parent, child) = await StartFamilyAsync();
        await FinishAsync(child, Succeeded);
        await RelayAllAsync();
        await SuspendAsync(await ClaimOneAsync(), ForSignal("later"));

        await FinishAsync(child, Succeeded);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Waiting, await StatusAsync(parent.Id));
    }

    [SkippableFact]
    public async Task A_child_of_a_limited_workflow_queues_up_for_a_slot()
    {
        await DefineAsync(info => info with { Limits = new() { MaxConcurrency = 1 } }, "limited");
        await StartAsync(_ => New("limited"));
        var parent = await StartAsync();

        await SuspendAndRelayAsync(parent, ForChild(parent, "child", New("limited")));

        Assert.Empty(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task A_parent_and_its_child_may_share_a_limit_of_one()
    {
        await LimitAsync(total: 1);
        var (parent, child) = await StartFamilyAsync();

        await FinishAsync(child, Succeeded);
        await RelayAllAsync();

        Assert.Equal([parent.Id], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task A_run_that_a_step_only_emitted_tells_it_nothing()
    {
        var parent = await StartAsync();
        await CommitAsync(parent, "emit", Owed(parent, "emit", New(), OnParentClosed.Cancel));
        await SuspendAndRelayAsync(parent, ForSignal("approval", null, 2));

        await FinishAsync(await ClaimOneAsync(), Failed);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Waiting, StepStatus.Succeeded), (await StatusAsync(parent.Id), (await GetStepAsync(parent.Id, "emit")).Status));
    }

    [SkippableFact]
    public async Task A_step_that_only_emitted_does_not_wait_for_the_run_that_has_the_key()
    {
        var holder = await StartAsync(run => run with { IdempotencyKey = "k" });
        var parent = await StartAsync();
        await CommitAsync(parent, "emit", Owed(parent, "emit", Keyed(), OnParentClosed.Cancel));
        await SuspendAndRelayAsync(parent, ForSignal("approval", null, 2));

        await FinishAsync(holder, Succeeded);
        await RelayAllAsync();

        Assert.Equal((RunStatus.Waiting, "1"), (await StatusAsync(parent.Id), (await GetStepAsync(parent.Id, "emit")).Output!.Value.ToString()));
    }
}
