using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_compensation_has_all_that_the_run_had_but_its_key_and_its_parent()
    {
        var parent = await StartAsync();
        var source = New() with { IdempotencyKey = "k", Tags = ["red", "blue"], LimitKey = "a", Priority = 4, TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", source));
        var run = await ClaimOneAsync();
        await ReportAsync(Report(run, "line") with { IsCompensable = true, CustomStatus = "1"u8.ToArray() });
        await FinishAsync(run, Failed);
        await RelayAllAsync();

        var compensation = await GetAsync(Assert.Single(await ListCompensationsAsync(run.Id)));

        Assert.Equal(("{\"n\":1}", Queue, 4, "a"), (compensation.Input.ToString(), compensation.Queue, compensation.Priority, compensation.LimitKey));
        Assert.Equal(["red", "blue"], compensation.Tags);
        Assert.Equal((null, null, null, null), (compensation.IdempotencyKey, compensation.Parent, compensation.RerunOf, compensation.CustomStatus));
        Assert.Equal(source.TraceParent, compensation.TraceParent);
        Assert.Equal(2, (await ListAsync(new() { Tag = "red" })).Count);
    }

    [SkippableFact]
    public async Task A_compensation_knows_what_the_run_had_stored()
    {
        var run = await StartCompensableAsync();
        await Store.CommitStepAsync(Commit(run, "book", "1"));
        await Store.CommitStepAsync(Commit(run, "pay", "{\"type\":\"Boom\",\"message\":\"no\"}") with { Status = StepStatus.Failed, Position = 2 });
        await SuspendAsync(run, Sleep("nap", Second, 3), ForSignal("approval", Second, 4));
        await PassAsync(Second);
        await FinishAsync(await ClaimOneAsync(), Failed);
        await RelayAllAsync();

        var claimed = await ClaimOneAsync();

        Assert.Equal((run.Id, 1, false), (claimed.CompensationOf!.Value, claimed.Attempt, claimed.IsCompensable));
        Assert.Equal("1", Text(claimed.Steps["book"]));
        Assert.Equal("no", claimed.FailedAttempts["pay"].Message);
        Assert.Equal(["approval", "nap"], claimed.Waits.Keys.Order());
        Assert.All(claimed.Waits.Values, left => Assert.InRange(left, TimeSpan.MinValue, TimeSpan.Zero));
        Assert.Equal((TestStore.Start, TestStore.Start + Second), (claimed.StepTimes["book"], claimed.StepTimes["nap"]));
    }

    [SkippableFact]
    public async Task What_a_run_was_waiting_for_at_its_end_does_not_come_true_for_its_compensation()
    {
        var run = await StartCompensableAsync();
        await SuspendAsync(run, Sleep("nap", Minute), ForSignal("approval", Minute, 2), ForSignal("ever", null, 3));
        await Store.CancelAsync(run.Id, null);
        await RelayAllAsync();

        await PassAsync(Hour);

        var claimed = await ClaimOneAsync();
        Assert.Equal((run.Id, 0), (claimed.CompensationOf!.Value, claimed.Waits.Count));
    }

    [SkippableFact]
    public async Task A_compensation_counts_from_the_start_of_the_run()
    {
        var run = await StartCompensableAsync();
        await Test.AdvanceAsync(Second);
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        await Test.AdvanceAsync(Second);

        var claimed = await ClaimOneAsync();

        Assert.Equal((run.StartedAt, TestStore.Start), (claimed.StartedAt, run.StartedAt));
        Assert.Equal(TestStore.Start + (2 * Second), (await GetAsync(claimed.Id)).StartedAt);
    }

    [SkippableFact]
    public async Task A_compensation_that_fails_is_not_compensated_and_is_retried_in_place()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        var compensation = await ClaimOneAsync();
        await Store.CommitStepAsync(Commit(compensation, "undo book", "null"));
        await FinishAsync(compensation, Failed);
        Assert.Equal(0, await RelayAllAsync());

        Assert.Equal(RetryResult.Retried, await Store.RetryAsync(compensation.Id));

        var claimed = await ClaimOneAsync();
        Assert.Equal((compensation.Id, run.Id), (claimed.Id, claimed.CompensationOf));
        Assert.Contains("undo book", claimed.Steps.Keys);
    }

    [SkippableFact]
    public async Task A_compensation_tells_the_parent_of_its_run_nothing()
    {
        var (parent, child) = await StartFamilyAsync();
        await ReportAsync(Report(child) with { IsCompensable = true });
        await FinishAsync(child, Failed);
        await RelayAllAsync();
        var claimed = await ClaimAsync();
        var woken = Assert.Single(claimed, run => run.Id == parent.Id);
        await SuspendAsync(woken, ForSignal("later"));

        await FinishAsync(Assert.Single(claimed, run => run.CompensationOf == child.Id), Succeeded);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Waiting, await StatusAsync(parent.Id));
        Assert.Equal("Boom", woken.FailedSteps["child"].Type);
    }

    [SkippableFact]
    public async Task A_compensation_queues_up_for_a_slot()
    {
        await LimitAsync(total: 1);
        var run = await StartCompensableAsync();
        var next = await EmitAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();

        var claimed = await ClaimAllAsync();

        Assert.Equal(next, Assert.Single(claimed).Id);
        Assert.Equal(await ListCompensationsAsync(run.Id), await DrainAsync(claimed[0]));
    }

    [SkippableTheory]
    [InlineData("compensation")]
    [InlineData("rerun")]
    public async Task A_run_that_is_made_of_another_one_does_not_expire(string what)
    {
        await DefineAsync(info => info with { ExpireAfter = Second });
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await (what == "rerun" ? RerunAsync(run.Id) : (Task)RelayAllAsync());

        await PassAsync(Minute);

        Assert.NotEqual(run.Id, (await ClaimOneAsync()).Id);
    }

    [SkippableFact]
    public async Task A_compensation_that_is_deleted_is_listed_nowhere()
    {
        var run = await StartCompensableAsync(run => run with { Tags = ["red"] });
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        var compensation = await ClaimOneAsync();
        await FinishAsync(compensation, Succeeded);

        Assert.Equal(DeleteResult.Deleted, await Store.DeleteAsync(compensation.Id));

        Assert.Empty((await Store.ListRunsAsync(new() { Parent = run.Id })).Runs);
        Assert.Equal([run.Id], await ListAsync(new() { Tag = "red" }));
    }

    [SkippableFact]
    public async Task A_sweep_forgets_an_expired_compensation()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        await DefineAsync(info => info with { Retention = Millisecond });
        var compensation = await ClaimOneAsync();
        await FinishAsync(compensation, Succeeded);
        await ExpireAsync(compensation.Id);

        await SweepAllAsync();

        Assert.Empty(await ListCompensationsAsync(run.Id));
        Assert.Equal([run.Id], await ListAsync(new()));
    }
}
