using Redflow.Runs;
using Redflow.Storage;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task The_runs_of_a_lost_worker_are_taken_back_for_their_next_attempt()
    {
        await RegisterAsync("worker-2");
        var id = await EmitAsync();
        await ClaimOneAsync();
        await Test.AdvanceAsync(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Equal(new(0, TimeSpan.FromMilliseconds(1)), await ReapAsync(10));

        await Store.RenewAsync(new("worker-2", Lease, [], ReturnStrangers: false));
        await Test.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var reaped = await ReapAsync(10);

        Assert.Equal(new(1, Lease - TimeSpan.FromMilliseconds(1)), reaped);
        var claimed = await ClaimOneAsync("worker-2");
        Assert.Equal((id, 2, 1), (claimed.Id, claimed.Attempt, claimed.Crashes));
    }

    [SkippableFact]
    public async Task A_renewed_lease_keeps_its_runs()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();

        for (var i = 0; i < 5; i++)
        {
            await Test.AdvanceAsync(Lease / 2);
            var renewed = await Store.RenewAsync(new(Worker, Lease, [new(id, claimed.Fence)], ReturnStrangers: true));
            Assert.True(renewed.Known);
            Assert.Empty(renewed.Lost);
            Assert.Equal(0, (await ReapAsync(10)).Count);
        }

        Assert.Equal(RunStatus.Running, await StatusAsync(id));
    }

    [SkippableFact]
    public async Task Late_result_of_a_reaped_run_is_refused()
    {
        var id = await EmitAsync();
        var zombie = await ClaimOneAsync();
        await Test.AdvanceAsync(Lease);
        await ReapAsync(10);

        Assert.False(await FinishAsync(zombie, Succeeded));
        Assert.Equal(CommitReply.Stale, await Store.CommitStepAsync(Commit(zombie, "late", "1")));
        await RegisterAsync("worker-2");
        await ClaimOneAsync("worker-2");
        Assert.False(await FinishAsync(zombie, Succeeded));
        Assert.Equal(CommitReply.Stale, await Store.CommitStepAsync(Commit(zombie, "late", "1")));

        Assert.Equal(RunStatus.Running, await StatusAsync(id));
        Assert.Empty((await Store.FindStepsAsync(id))!);
    }

    [SkippableFact]
    public async Task A_worker_that_was_reaped_is_told_so_with_the_runs_it_lost()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await Test.AdvanceAsync(Lease);
        await ReapAsync(10);

        var renewed = await Store.RenewAsync(new(Worker, Lease, [new(id, claimed.Fence)], ReturnStrangers: true));

        Assert.False(renewed.Known);
        Assert.Equal([id], renewed.Lost);
    }

    [SkippableFact]
    public async Task A_poison_run_uses_up_its_crashes_and_ends_failed()
    {
        var id = await EmitAsync();

        for (var crash = 0; crash < 2; crash++)
        {
            await RegisterAsync(Worker);
            await ClaimOneAsync();
            await Test.AdvanceAsync(Lease);
            await ReapAsync(10);
        }

        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Failed, 2, RunError.WorkerLost), (run.Status, run.Crashes, run.Error!.Type));
        Assert.Contains(Worker, run.Error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Reaping_is_bounded_and_tells_that_there_is_more()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => EmitAsync()));
        await ClaimAsync(5);
        await Test.AdvanceAsync(Lease);

        Assert.Equal(new(3, TimeSpan.Zero), await ReapAsync(3));
        Assert.Equal(new(2, null), await ReapAsync(3));
        Assert.Equal(0, (await Store.GetStatsAsync()).Workers);
    }

    [SkippableFact]
    public async Task After_a_gap_between_two_looks_workers_are_given_time_to_renew()
    {
        var request = new ReapRequest(10, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        Assert.Equal(new(0, Lease), await Store.ReapAsync(request));

        // Nobody could renew, or look, for longer than a lease.
        await Test.AdvanceAsync(Lease);
        Assert.Equal(new(0, TimeSpan.FromSeconds(3)), await Store.ReapAsync(request));
        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new(0, TimeSpan.FromSeconds(2)), await Store.ReapAsync(request));
        Assert.Empty((await Store.RenewAsync(new(Worker, Lease, [new(id, claimed.Fence)], ReturnStrangers: true))).Lost);

        await Test.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(new(0, Lease - TimeSpan.FromSeconds(2)), await Store.ReapAsync(request));
        Assert.Equal((RunStatus.Running, 0), ((await GetAsync(id)).Status, (await GetAsync(id)).Crashes));
    }

    [SkippableFact]
    public async Task A_worker_that_does_not_renew_in_the_time_it_was_given_is_reaped()
    {
        var request = new ReapRequest(10, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
        await EmitAsync();
        await ClaimOneAsync();
        await Store.ReapAsync(request);
        await Test.AdvanceAsync(Lease);
        await Store.ReapAsync(request);

        await Test.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await Store.ReapAsync(request)).Count);
    }

    [SkippableFact]
    public async Task Runs_of_a_claim_whose_reply_was_lost_are_given_back_at_the_renewal()
    {
        var id = await EmitAsync();
        var unknown = await ClaimOneAsync();

        var inFlight = await Store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: false));
        Assert.Equal((0, RunStatus.Running), (inFlight.Returned, await StatusAsync(id)));
        var quiet = await Store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: true));

        Assert.Equal((1, RunStatus.Queued), (quiet.Returned, await StatusAsync(id)));
        Assert.Equal(1, (await ClaimOneAsync()).Attempt);
        Assert.False(await FinishAsync(unknown, Succeeded));
    }

    [SkippableFact]
    public async Task A_worker_that_stops_gives_its_runs_back_at_once()
    {
        await RegisterAsync("worker-2");
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();

        await Store.ReleaseWorkerAsync(Worker);

        var taken = await ClaimOneAsync("worker-2");
        Assert.Equal((id, 1, 0), (taken.Id, taken.Attempt, taken.Crashes));
        Assert.False(await FinishAsync(claimed, Succeeded));
        Assert.Equal(1, (await Store.GetStatsAsync()).Workers);
    }

    [SkippableFact]
    public async Task A_run_that_was_to_be_canceled_ends_canceled_when_its_worker_is_lost_or_stops()
    {
        var lost = await EmitAsync();
        await ClaimOneAsync();
        await Store.CancelAsync(lost, "enough");
        await Test.AdvanceAsync(Lease);
        await ReapAsync(10);
        Assert.Equal(RunStatus.Canceled, await StatusAsync(lost));

        await RegisterAsync(Worker);
        var stopped = await EmitAsync();
        await ClaimOneAsync();
        await Store.CancelAsync(stopped, "enough");
        await Store.ReleaseWorkerAsync(Worker);
        Assert.Equal((RunStatus.Canceled, "enough"), (await StatusAsync(stopped), (await GetAsync(stopped)).CancelReason));
    }
}
