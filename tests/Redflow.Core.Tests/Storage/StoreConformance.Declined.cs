using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData(0, RunStatus.Queued)]
    [InlineData(1, RunStatus.Queued)]
    [InlineData(3600, RunStatus.Scheduled)]
    public async Task A_run_whose_handler_was_not_entered_expires_when_it_would_have(int delay, RunStatus status)
    {
        var id = await EmitAsync(run => run with { ExpireAfter = 10 * Second });
        await AdvanceAsync(4 * Second);
        await FinishAsync(await ClaimOneAsync(), Declined(delay * Second));
        await PassAsync((6 * Second) - Millisecond);
        Assert.Equal((status, null), (await StatusAsync(id), (await GetAsync(id)).StartedAt));

        await PassAsync(Millisecond);

        var run = await GetAsync(id);
        Assert.Equal((RunStatus.Canceled, "expired", Test.Now), (run.Status, run.CancelReason, run.FinishedAt!.Value));
        Assert.Equal((null, null), (run.StartedAt, run.DueAt));
        await PassAsync(Hour);
        Assert.Empty(await ClaimAllAsync());
    }

    [SkippableFact]
    public async Task A_run_that_nobody_can_begin_goes_from_claim_to_claim_until_it_expires()
    {
        var id = await EmitAsync(run => run with { Delay = Minute, ExpireAfter = 12 * Second });
        await PassAsync(Minute);

        for (var claims = 0; claims < 3; claims++)
        {
            await FinishAsync(await ClaimOneAsync(), Declined(5 * Second));
            await PassAsync(5 * Second);
        }

        Assert.Equal((RunStatus.Canceled, "expired"), (await StatusAsync(id), (await GetAsync(id)).CancelReason));
        Assert.Equal(0, Assert.Single(await ListMinutesAsync()).Started);
    }

    [SkippableFact]
    public async Task A_run_whose_time_to_start_was_over_when_it_was_declined_expires_then()
    {
        var claimed = await StartAsync(run => run with { ExpireAfter = Second });
        await PassAsync(Minute);
        Assert.Equal(RunStatus.Running, await StatusAsync(claimed.Id));

        await FinishAsync(claimed, Declined(Hour));
        await PromoteAllAsync();

        Assert.Equal((RunStatus.Canceled, "expired"), (await StatusAsync(claimed.Id), (await GetAsync(claimed.Id)).CancelReason));
    }

    [SkippableTheory]
    [InlineData("runs")]
    [InlineData("waits")]
    [InlineData("is put off")]
    [InlineData("is retried in place")]
    public async Task A_run_that_was_declined_and_begins_does_not_expire(string what)
    {
        await FinishAsync(await StartAsync(run => run with { ExpireAfter = 10 * Second }), Declined(5 * Second));
        await PassAsync(5 * Second);
        var claimed = await ClaimOneAsync();
        await (what switch
        {
            "runs" => Task.CompletedTask,
            "waits" => SuspendAsync(claimed, Sleep("nap", Hour)),
            "is put off" => FinishAsync(claimed, Released(Hour)),
            _ => FinishAsync(claimed, Failed),
        });
        if (what == "is retried in place")
        {
            await Store.RetryAsync(claimed.Id);
        }

        await PassAsync(Hour);

        Assert.False((await StatusAsync(claimed.Id)).IsTerminal());
        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
    }

    [SkippableFact]
    public async Task A_run_that_has_begun_does_not_expire_when_a_later_claim_is_declined()
    {
        var claimed = await StartAsync(run => run with { ExpireAfter = Minute });
        await FinishAsync(claimed, Released(TimeSpan.Zero));

        await FinishAsync(await ClaimOneAsync(), Declined(Hour));
        await PassAsync(Hour);

        var again = await ClaimOneAsync();
        Assert.Equal((claimed.Id, claimed.StartedAt), (again.Id, again.StartedAt));
    }

    [SkippableTheory]
    [InlineData("given back")]
    [InlineData("drained")]
    [InlineData("reaped")]
    public async Task A_run_of_which_nobody_knows_whether_it_has_begun_has_started(string how)
    {
        var claimed = await StartAsync(run => run with { ExpireAfter = Minute });
        await TakeBackAsync(how);
        await RegisterAsync(Worker);

        await FinishAsync(await ClaimOneAsync(), Declined(Hour));
        await PassAsync(Hour);

        Assert.Equal(claimed.Id, (await ClaimOneAsync()).Id);
    }

    [SkippableFact]
    public async Task The_time_out_of_a_run_that_expires_begins_when_it_does()
    {
        var id = await EmitAsync(run => run with { ExpireAfter = Minute, Timeout = 3 * Second });
        await FinishAsync(await ClaimOneAsync(), Declined(5 * Second));
        await PassAsync(5 * Second);
        Assert.Equal(id, (await ClaimOneAsync()).Id);

        await PassAsync((3 * Second) - Millisecond);
        Assert.Equal(RunStatus.Running, await StatusAsync(id));
        await PassAsync(Millisecond);

        Assert.Equal((RunStatus.Failed, RunError.RunTimedOut), (await StatusAsync(id), (await GetAsync(id)).Error!.Type));
        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
    }

    [SkippableFact]
    public async Task A_run_that_expired_after_it_was_declined_is_retried_without_an_expiry()
    {
        var claimed = await StartAsync(run => run with { ExpireAfter = Second });
        await FinishAsync(claimed, Declined(Hour));
        await PassAsync(Second);

        await Store.RetryAsync(claimed.Id);
        await PassAsync(Hour);
        var again = await ClaimOneAsync();
        await FinishAsync(again, Declined(Second));
        await PassAsync(Hour);

        Assert.Equal(claimed.Id, (await ClaimOneAsync()).Id);
        Assert.Equal(1, (await ListMinutesAsync()).Sum(minute => minute.Started));
    }

    [SkippableFact]
    public async Task A_run_starts_with_the_claim_that_begins_it_and_has_waited_until_then()
    {
        await EmitAsync(run => run with { Delay = 10 * Second, ExpireAfter = Hour });
        await PassAsync(10 * Second);
        await AdvanceAsync(Second);
        var declined = await ClaimOneAsync();
        await AdvanceAsync(Minute);
        await FinishAsync(declined, Declined(5 * Second));
        await FinishAsync(declined, Declined(5 * Second));
        Assert.Equal((0, TimeSpan.Zero), Sum(await ListMinutesAsync()));
        await PassAsync(5 * Second);

        var begun = await ClaimOneAsync();

        Assert.Equal((Test.Now, TestStore.Start + (10 * Second)), (begun.StartedAt, begun.ReadySince!.Value));
        Assert.Equal((1, Minute + (6 * Second)), Sum(await ListMinutesAsync()));
        Assert.Equal((0, TimeSpan.Zero), Sum((await ListMinutesAsync()).Take(1)));

        static (long Started, TimeSpan Latency) Sum(IEnumerable<MinuteStats> minutes) =>
            minutes.Aggregate((0L, TimeSpan.Zero), (sum, minute) => (sum.Item1 + minute.Started, sum.Item2 + minute.StartLatency));
    }

    [SkippableFact]
    public async Task A_run_that_was_to_be_canceled_and_is_declined_ends_canceled_unstarted()
    {
        var claimed = await StartAsync(run => run with { ExpireAfter = Second });
        await Store.CancelAsync(claimed.Id, "enough");

        await FinishAsync(claimed, Declined(Hour));
        await PassAsync(Hour);

        var run = await GetAsync(claimed.Id);
        Assert.Equal((RunStatus.Canceled, "enough", null), (run.Status, run.CancelReason, run.StartedAt));
        Assert.Equal(new(0, null), await Store.PromoteAsync(10));
    }

    [SkippableFact]
    public async Task A_run_that_does_not_expire_has_started_with_its_first_claim()
    {
        var claimed = await StartAsync(run => run with { Timeout = Minute });

        await FinishAsync(claimed, Declined(5 * Second));
        await PassAsync(5 * Second);

        Assert.Equal(claimed.StartedAt, (await ClaimOneAsync()).StartedAt);
        Assert.Equal(1, Assert.Single(await ListMinutesAsync()).Started);
        Assert.Equal(new(0, 55 * Second), await Store.PromoteAsync(10));
    }
}
