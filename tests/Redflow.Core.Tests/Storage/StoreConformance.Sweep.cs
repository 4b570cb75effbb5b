using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task An_ended_run_and_its_key_expire_and_the_sweep_forgets_them()
    {
        await DefineAsync(info => info with { Retention = Millisecond });
        var gone = await EndAsync(Failed, run => run with { IdempotencyKey = "k", Tags = ["red"] });
        var fingerprint = (await Store.FindRunAsync(gone))?.Fingerprint;
        var kept = await EmitAsync();
        await ExpireAsync(gone);
        Assert.Empty((await Store.ListRunsAsync(new() { Status = RunStatus.Failed })).Runs);

        await SweepAllAsync();

        Assert.Equal(0, (await Store.GetStatsAsync()).Runs[RunStatus.Failed]);
        Assert.Equal([kept], await ListAsync(new()));
        Assert.Empty(await ListAsync(new() { Tag = "red" }));
        Assert.Empty(await ListAsync(new() { Fingerprint = fingerprint ?? "any" }));
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(New() with { IdempotencyKey = "k" }));
    }

    [SkippableFact]
    public async Task A_sweep_forgets_an_expired_child_and_keeps_its_parent()
    {
        await DefineAsync(info => info with { Retention = Millisecond }, "brief");
        var parent = await StartAsync();
        var child = New("brief");
        await SuspendAndRelayAsync(parent, ForChild(parent, "child", child));
        await FinishAsync(await ClaimOneAsync(), Succeeded);
        await RelayAllAsync();
        await ExpireAsync(child.Id);

        await SweepAllAsync();

        Assert.Empty(await ListAsync(new() { Parent = parent.Id }));
        Assert.Equal([parent.Id], await ListAsync(new()));
        Assert.Equal("42", Text((await ClaimOneAsync()).Steps["child"]));
    }

    [SkippableFact]
    public async Task A_sweep_keeps_what_is_kept()
    {
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await EndAsync(Succeeded, run => run with { Tags = ["red"] });
        }

        await SweepAllAsync(limit: 2);

        Assert.Equal(5, (await Store.GetStatsAsync()).Runs[RunStatus.Succeeded]);
        Assert.Equal(5, (await ListAsync(new() { Tag = "red" })).Count);
    }

    [SkippableFact]
    public async Task A_sweep_keeps_runs_that_have_not_ended()
    {
        var ids = await EmitSomeAsync(3);
        await ClaimAsync(1);
        await AdvanceAsync(2 * Retention);

        await SweepAllAsync();

        Assert.Equal(ids.Reverse(), await ListAsync(new()));
    }

    [SkippableFact]
    public async Task A_sweep_deletes_the_oldest_ended_runs_beyond_those_that_are_kept()
    {
        await DefineAsync(info => info with { KeepLast = 2 });
        var succeeded = await EndSomeAsync(5, Succeeded);
        var failed = await EndSomeAsync(3, Failed);
        var canceled = await EndSomeAsync(1, Canceled);
        var queued = await EmitSomeAsync(4);

        await SweepAllAsync();

        Assert.Equal(
            succeeded.Skip(3).Concat(failed.Skip(1)).Concat(canceled).Concat(queued).Reverse(), await ListAsync(new()));
        Assert.Null(await Store.FindRunAsync(succeeded[2]));
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(New() with { IdempotencyKey = "0" }));
    }

    [SkippableFact]
    public async Task A_sweep_goes_on_where_it_was()
    {
        await DefineAsync(info => info with { KeepLast = 1 });
        var ids = await EndSomeAsync(12, Succeeded);

        for (var rounds = 0; rounds < 12; rounds++)
        {
            await SweepAllAsync(limit: 1);
        }

        Assert.Equal([ids[^1]], await ListAsync(new()));
    }

    [SkippableFact]
    public async Task A_sweep_keeps_to_the_newest_registration()
    {
        await EndSomeAsync(3, Succeeded);
        await SweepAllAsync();
        await DefineAsync(info => info with { KeepLast = 1 });

        await SweepAllAsync();

        Assert.Equal(1, (await Store.GetStatsAsync()).Runs[RunStatus.Succeeded]);
    }

    [SkippableFact]
    public async Task A_sweep_of_nothing_ends() => await SweepAllAsync();

    /// <summary>Waits for the end of a run's retention of a millisecond: a server expires by its own clock.</summary>
    [SkippableFact]
    public async Task A_source_is_kept_until_its_compensation_is_made()
    {
        await DefineAsync(info => info with { KeepLast = 1 });
        var source = await FailWithCompensationsAsync();
        await Test.AdvanceAsync(Second);
        await EndAsync(Failed);

        await SweepAllAsync(limit: 1);
        Assert.Equal(DeleteResult.NotFinished, await Store.DeleteAsync(source));
        await RelayAllAsync();

        Assert.Equal(source, (await ClaimOneAsync()).CompensationOf);
        await SweepAllAsync(limit: 1);
        Assert.Null(await Store.FindRunAsync(source));
    }

    [SkippableFact]
    public async Task A_source_whose_retention_is_over_goes_when_its_compensation_is_made()
    {
        await DefineAsync(info => info with { Retention = Millisecond });
        var source = await FailWithCompensationsAsync();
        await ExpireAsync(await EndAsync(Failed));

        Assert.Equal(RunStatus.Failed, await StatusAsync(source));
        await RelayAllAsync();

        Assert.Equal(source, (await ClaimOneAsync()).CompensationOf);
        await ExpireAsync(source);
    }

    private async Task<RunId> FailWithCompensationsAsync()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run) with { IsCompensable = true });
        await FinishAsync(run, Failed);
        return run.Id;
    }

    private async Task ExpireAsync(RunId id)
    {
        await Test.AdvanceAsync(Millisecond);
        await Wait.UntilAsync(async () => await Store.FindRunAsync(id) is null, "the run expires");
    }

    /// <summary>Emits runs that end, one after the other, each with its number as its key.</summary>
    private async Task<IReadOnlyList<RunId>> EndSomeAsync(int count, PassOutcome outcome)
    {
        var ids = new List<RunId>();
        for (var i = 0; i < count; i++)
        {
            await Test.AdvanceAsync(Millisecond);
            var number = $"{i}";
            ids.Add(await EndAsync(outcome, run => run with { IdempotencyKey = outcome is PassOutcome.Succeeded ? number : null }));
        }

        return ids;
    }
}
