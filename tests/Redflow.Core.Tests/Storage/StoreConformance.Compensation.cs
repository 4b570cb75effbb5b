using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData("failed", RunStatus.Failed)]
    [InlineData("canceled", RunStatus.Canceled)]
    [InlineData("crashes", RunStatus.Failed)]
    [InlineData("time-out", RunStatus.Failed)]
    [InlineData("time-out while waiting", RunStatus.Failed)]
    [InlineData("canceled while queued", RunStatus.Canceled)]
    [InlineData("canceled while scheduled", RunStatus.Canceled)]
    [InlineData("canceled while waiting", RunStatus.Canceled)]
    [InlineData("canceled while running", RunStatus.Canceled)]
    [InlineData("canceled and lost", RunStatus.Canceled)]
    public async Task However_a_run_with_compensations_ends_without_success_it_is_compensated(string how, RunStatus status)
    {
        await DefineAsync(info => info with { MaxCrashes = 1 });
        var run = await StartCompensableAsync(run => run with { Timeout = how.StartsWith("time-out", StringComparison.Ordinal) ? Second : null });

        await EndAsync(run, how);
        await RelayAllAsync();

        Assert.Equal(status, await StatusAsync(run.Id));
        var compensation = await GetAsync(Assert.Single(await ListCompensationsAsync(run.Id)));
        Assert.Equal((RunStatus.Queued, Workflow, 1, run.Id), (compensation.Status, compensation.Workflow, compensation.Attempt, compensation.CompensationOf));
    }

    [SkippableFact]
    public async Task A_run_that_succeeds_is_not_compensated()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Succeeded);

        Assert.Equal(0, await RelayAllAsync());

        Assert.Empty(await ListCompensationsAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_run_without_compensations_is_not_compensated()
    {
        var id = await EndAsync(Failed);

        Assert.Equal(0, await RelayAllAsync());

        Assert.Empty(await ListCompensationsAsync(id));
    }

    [SkippableFact]
    public async Task A_failed_attempt_that_another_one_follows_is_not_compensated()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Retry(TimeSpan.Zero));

        Assert.Equal(0, await RelayAllAsync());

        var claimed = await ClaimOneAsync();
        Assert.Equal((run.Id, true, null), (claimed.Id, claimed.IsCompensable, claimed.CompensationOf));
    }

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
    public async Task A_run_is_compensated_once_however_often_its_end_is_handed_in()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        await FinishAsync(run, Failed);
        await Store.CancelAsync(run.Id, null);
        await RelayAllAsync();

        Assert.Equal(RunStatus.Succeeded, await StatusAsync(Assert.Single(await ListCompensationsAsync(run.Id))));
        Assert.Empty(await ClaimAsync());
    }

    [SkippableFact]
    public async Task Many_relays_at_once_compensate_each_run_once()
    {
        await EmitSomeAsync(10);
        foreach (var run in await ClaimAsync())
        {
            await ReportAsync(Report(run) with { IsCompensable = true });
            await FinishAsync(run, Failed);
        }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(RelayAllAsync))).Bounded();

        Assert.Equal(10, (await ClaimAsync(100)).Select(run => run.CompensationOf).Distinct().Count());
    }

    [SkippableFact]
    public async Task A_run_that_is_compensated_is_not_retried_in_place()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);

        Assert.Equal(RetryResult.Compensated, await Store.RetryAsync(run.Id));
        await RelayAllAsync();
        Assert.Equal(RetryResult.Compensated, await Store.RetryAsync(run.Id));

        Assert.Equal(RunStatus.Failed, await StatusAsync(run.Id));
        Assert.Equal(run.Id, (await ClaimOneAsync()).CompensationOf);
    }

    [SkippableFact]
    public async Task A_run_that_has_not_ended_or_succeeded_is_refused_for_that_whether_it_has_compensations_or_not()
    {
        var run = await StartCompensableAsync();
        Assert.Equal(RetryResult.NotFinished, await Store.RetryAsync(run.Id));

        await FinishAsync(run, Succeeded);

        Assert.Equal(RetryResult.Succeeded, await Store.RetryAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_run_that_is_compensated_can_be_run_again_and_the_new_run_has_no_compensations_yet()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await RelayAllAsync();
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        await RerunAsync(run.Id);

        var claimed = await ClaimOneAsync();
        Assert.Equal((false, null), (claimed.IsCompensable, claimed.CompensationOf));
        await FinishAsync(claimed, Failed);
        Assert.Equal(0, await RelayAllAsync());
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

    [SkippableFact]
    public async Task The_compensation_of_a_run_that_is_gone_is_dropped()
    {
        var run = await StartCompensableAsync();
        await FinishAsync(run, Failed);
        await Store.DeleteAsync(run.Id);

        await RelayAllAsync();

        Assert.Equal(new(0, null), await Store.RelayAsync(10));
        Assert.Empty(await ClaimAsync());
    }

    /// <summary>Emits a run, claims it, and says that it has compensations.</summary>
    private async Task<ClaimedRun> StartCompensableAsync(Func<NewRun, NewRun>? change = null)
    {
        var run = await StartAsync(change);
        Assert.True(await ReportAsync(Report(run) with { IsCompensable = true }));
        return run;
    }

    /// <summary>Lists the compensations of a run that has no children.</summary>
    private Task<IReadOnlyList<RunId>> ListCompensationsAsync(RunId id) => ListAsync(new() { Parent = id });

    /// <summary>Ends a running run.</summary>
    private async Task EndAsync(ClaimedRun run, string how)
    {
        switch (how)
        {
            case "failed":
                await FinishAsync(run, Failed);
                break;
            case "canceled":
                await FinishAsync(run, Canceled);
                break;
            case "crashes":
                await TakeBackAsync("reaped");
                break;
            case "time-out":
                await PassAsync(Second);
                break;
            case "time-out while waiting":
                await SuspendAsync(run, ForSignal("approval"));
                await PassAsync(Second);
                break;
            default:
                await CancelAsync(run, how);
                break;
        }
    }

    private async Task CancelAsync(ClaimedRun run, string how)
    {
        await (how switch
        {
            "canceled while queued" => FinishAsync(run, Released(TimeSpan.Zero)),
            "canceled while scheduled" => FinishAsync(run, Retry(Minute)),
            "canceled while waiting" => SuspendAsync(run, ForSignal("approval")),
            _ => Task.FromResult(true),
        });
        await Store.CancelAsync(run.Id, "enough");
        if (how == "canceled and lost")
        {
            await TakeBackAsync("reaped");
        }
        else if (how == "canceled while running")
        {
            await FinishAsync(run, Retry(TimeSpan.Zero));
        }
    }
}
