using Redflow.Runs;
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
