using System.Text;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_claim_brings_all_that_the_handler_needs()
    {
        var id = await EmitAsync(run => run with { TraceParent = "00-trace" });

        var claimed = await ClaimOneAsync();

        Assert.Equal((id, Workflow, Queue), (claimed.Id, claimed.Workflow, claimed.Queue));
        Assert.Equal((1, 0, TestStore.Start, "00-trace"), (claimed.Attempt, claimed.Crashes, claimed.CreatedAt, claimed.TraceParent));
        Assert.Equal("{\"n\":1}", Encoding.UTF8.GetString(claimed.Input));
        Assert.Empty(claimed.Steps);
        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Running, Worker, TestStore.Start), (run.Status, run.Worker, run.StartedAt!.Value));
    }

    [SkippableFact]
    public async Task Two_workers_never_claim_the_same_run()
    {
        await RegisterAsync("worker-2");
        var ids = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => EmitAsync()));

        var claims = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => ClaimAsync(10, i % 2 == 0 ? Worker : "worker-2"))).Bounded();

        Assert.Equal(ids.Order(), claims.SelectMany(claim => claim).Select(run => run.Id).Order());
    }

    [SkippableFact]
    public async Task Lower_priority_goes_first_and_then_the_older_run()
    {
        var late = await EmitAsync(run => run with { Priority = 5 });
        var second = await EmitAsync();
        var first = await EmitAsync(run => run with { Priority = -5 });
        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));
        var third = await EmitAsync();

        Assert.Equal([first, second, third, late], (await ClaimAsync()).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task Runs_of_one_client_are_claimed_in_the_order_they_were_emitted()
    {
        var ids = new List<RunId>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add(await EmitAsync());
        }

        Assert.Equal(ids, (await ClaimAsync(50)).Select(run => run.Id));
    }

    [SkippableFact]
    public async Task A_fence_is_higher_than_any_before_and_not_below_the_time()
    {
        await EmitAsync();
        var first = await ClaimOneAsync();
        await FinishAsync(first, Retry(TimeSpan.Zero));
        var second = await ClaimOneAsync();
        await FinishAsync(second, Retry(TimeSpan.Zero));
        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));
        var third = await ClaimOneAsync();

        // So that a Redis that lost the first claim, and gives the run out again, does not give the same fence.
        Assert.Equal(TestStore.Start.ToUnixTimeMilliseconds(), first.Fence);
        Assert.Equal(first.Fence + 1, second.Fence);
        Assert.Equal(Test.Now.ToUnixTimeMilliseconds(), third.Fence);
    }

    [SkippableFact]
    public async Task A_wait_replaces_the_failure_of_a_step_of_its_name()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await Store.CommitStepAsync(Commit(claimed, "nap", "{\"type\":\"Boom\",\"message\":\"no\"}") with { Status = StepStatus.Failed });
        await SuspendAsync(claimed, Sleep("nap", TimeSpan.FromSeconds(1)));
        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Store.PromoteAsync(10);

        var woken = await ClaimOneAsync();

        Assert.Equal((id, TimeSpan.Zero), (woken.Id, woken.Waits["nap"]));
    }

    [SkippableFact]
    public async Task A_worker_without_a_lease_claims_nothing()
    {
        var id = await EmitAsync();

        var unregistered = await Store.ExchangeAsync(new("stranger", [Queue], 10, []));
        await Test.AdvanceAsync(Lease);
        var expired = await Store.ExchangeAsync(new(Worker, [Queue], 10, []));

        Assert.False(unregistered.Known);
        Assert.False(expired.Known);
        Assert.Equal(RunStatus.Queued, await StatusAsync(id));
    }

    [SkippableFact]
    public async Task A_finish_sent_twice_counts_once()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();

        Assert.True(await FinishAsync(claimed, Succeeded));
        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.True(await FinishAsync(claimed, new PassOutcome.Failed(new("Boom", "Too late."))));

        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Succeeded, TestStore.Start), (run.Status, run.FinishedAt!.Value));
        Assert.Equal("42", run.Output!.Value.ToString());
        Assert.Null(run.Error);
    }

    [SkippableFact]
    public async Task A_failed_run_keeps_its_error()
    {
        var id = await EmitAsync();

        await FinishAsync(await ClaimOneAsync(), new PassOutcome.Failed(new("Boom", "It failed.", "at once")));

        var run = await GetAsync(id);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(new("Boom", "It failed.", "at once"), run.Error);
    }

    [SkippableFact]
    public async Task A_retry_is_the_next_attempt_after_its_delay()
    {
        var id = await EmitAsync();
        await FinishAsync(await ClaimOneAsync(), Retry(TimeSpan.FromSeconds(3)));
        var waiting = await GetAsync(id);
        Assert.Equal((RunStatus.Scheduled, 2, Test.Now.AddSeconds(3)), (waiting.Status, waiting.Attempt, waiting.DueAt!.Value));
        Assert.Equal("Boom", waiting.Error!.Type);

        await Test.AdvanceAsync(TimeSpan.FromSeconds(3));
        await Store.PromoteAsync(10);

        await Store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: false));
        var claimed = await ClaimOneAsync();
        Assert.Equal((id, 2), (claimed.Id, claimed.Attempt));
    }

    [SkippableFact]
    public async Task A_finish_sent_again_after_the_next_attempt_began_changes_nothing()
    {
        var id = await EmitAsync();
        var first = await ClaimOneAsync();
        await FinishAsync(first, Retry(TimeSpan.Zero));
        await ClaimOneAsync();

        Assert.False(await FinishAsync(first, Retry(TimeSpan.Zero)));

        Assert.Equal((RunStatus.Running, 2), ((await GetAsync(id)).Status, (await GetAsync(id)).Attempt));
    }

    [SkippableFact]
    public async Task A_released_run_goes_back_to_its_place_and_its_attempt_does_not_count()
    {
        var first = await EmitAsync();
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var second = await EmitAsync();

        await FinishAsync(await ClaimOneAsync(), new PassOutcome.Released(TimeSpan.Zero));

        var claimed = await ClaimAsync();
        Assert.Equal([first, second], claimed.Select(run => run.Id));
        Assert.Equal(1, claimed[0].Attempt);
    }

    [SkippableFact]
    public async Task A_suspended_run_waits_without_worker_and_resumes_with_its_steps()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await Store.CommitStepAsync(Commit(claimed, "first", "1"));
        await SuspendAsync(claimed, Sleep("nap", TimeSpan.FromSeconds(2), 2), Sleep("long nap", TimeSpan.FromSeconds(4), 3));

        Assert.Equal(RunStatus.Waiting, await StatusAsync(id));
        Assert.Equal(0, (await Store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: true))).Returned);
        await Test.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Store.PromoteAsync(10);

        var woken = await ClaimOneAsync();
        Assert.Equal((id, 1), (woken.Id, woken.Attempt));
        Assert.Equal("1", Encoding.UTF8.GetString(woken.Steps["first"].Span));
        Assert.Equal(TimeSpan.Zero, woken.Waits["nap"]);
        Assert.Equal(TimeSpan.FromSeconds(2), woken.Waits["long nap"]);
    }

    [SkippableFact]
    public async Task A_wait_that_was_begun_keeps_its_end()
    {
        await EmitAsync();
        await SuspendAsync(await ClaimOneAsync(), Sleep("nap", TimeSpan.FromSeconds(2)), Sleep("long", TimeSpan.FromSeconds(4), 2));
        await Test.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Store.PromoteAsync(10);

        await SuspendAsync(await ClaimOneAsync(), Sleep("long", TimeSpan.FromHours(9), 2));

        Assert.Equal(TimeSpan.FromSeconds(2), (await Store.PromoteAsync(10)).NextIn);
    }

    [SkippableFact]
    public async Task A_promotion_tells_how_late_the_earliest_of_what_was_due_is()
    {
        await EmitAsync(run => run with { Delay = 2 * Second });
        await EmitAsync(run => run with { Delay = Second });
        await AdvanceAsync(3 * Second);

        Assert.Equal(new(2, null) { Lateness = 2 * Second }, await Store.PromoteAsync(10).Bounded());
        Assert.Equal(new(0, null), await Store.PromoteAsync(10).Bounded());
    }

    [SkippableFact]
    public async Task A_committed_step_stays_as_it_is()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();

        Assert.True((await Store.CommitStepAsync(Commit(claimed, "charge", "1"))).IsCommitted);
        Assert.True((await Store.CommitStepAsync(Commit(claimed, "charge", "2"))).IsCommitted);

        var step = Assert.Single((await Store.FindStepsAsync(id))!);
        Assert.Equal(("charge", StepStatus.Succeeded, "1"), (step.Name, step.Status, step.Output!.Value.ToString()));
        Assert.Equal((TestStore.Start, TestStore.Start.AddMilliseconds(-12)), (step.FinishedAt, step.StartedAt));
    }

    [SkippableFact]
    public async Task A_failed_step_is_kept_until_it_succeeds()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await Store.CommitStepAsync(Commit(claimed, "charge", "{\"type\":\"Boom\",\"message\":\"no\"}") with { Status = StepStatus.Failed });
        var failed = Assert.Single((await Store.FindStepsAsync(id))!);
        Assert.Equal((StepStatus.Failed, new RunError("Boom", "no")), (failed.Status, failed.Error));

        await FinishAsync(claimed, Retry(TimeSpan.Zero));
        var again = await ClaimOneAsync();
        Assert.Empty(again.Steps);
        await Store.CommitStepAsync(Commit(again, "charge", "1"));

        Assert.Equal(StepStatus.Succeeded, Assert.Single((await Store.FindStepsAsync(id))!).Status);
    }

    [SkippableFact]
    public async Task Steps_are_listed_in_the_order_in_which_the_handler_reached_them()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();

        await Task.WhenAll(Enumerable.Range(1, 20).Reverse().Select(i => Store.CommitStepAsync(Commit(claimed, $"step-{i}", "1") with { Position = i })));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"step-{i}"), (await Store.FindStepsAsync(id))!.Select(step => step.Name));
    }

    [SkippableFact]
    public async Task A_run_that_does_not_exist_has_no_steps() => Assert.Null(await Store.FindStepsAsync(RunId.New(0)));
}
