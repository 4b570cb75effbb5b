using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_minute_counts_what_started_and_how_it_ended()
    {
        await EndAsync(Succeeded);
        await EndAsync(Succeeded);
        await EndAsync(Failed);
        await EndAsync(Canceled);
        await StartAsync();
        await EmitAsync();

        var minute = Assert.Single(await ListMinutesAsync());

        Assert.Equal((TestStore.Start, Workflow), (minute.Minute, minute.Workflow));
        Assert.Equal((5, 2, 1, 1, 0), (minute.Started, minute.Succeeded, minute.Failed, minute.Canceled, minute.Retries));
    }

    [SkippableFact]
    public async Task A_minute_adds_up_what_runs_waited_and_took()
    {
        await EmitAsync();
        await EmitAsync(run => run with { Delay = 2 * Second });
        await PassAsync(3 * Second);
        var claimed = await ClaimAsync();
        await AdvanceAsync(4 * Second);
        await FinishAsync(claimed[0], Succeeded);
        await AdvanceAsync(Second);
        await FinishAsync(claimed[1], Failed);

        var minute = Assert.Single(await ListMinutesAsync());

        Assert.Equal(((3 + 1) * Second, (4 + 5) * Second), (minute.StartLatency, minute.Duration));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_is_retried_before_it_ever_started_waits_from_the_retry_on(bool isDelayed)
    {
        var id = await EmitAsync(run => run with { Delay = isDelayed ? 8 * Second : null });
        await AdvanceAsync(2 * Second);
        await Store.CancelAsync(id, null);
        await AdvanceAsync(2 * Second);
        await Store.RetryAsync(id);
        await AdvanceAsync(Second);

        await ClaimOneAsync();

        Assert.Equal(Second, Assert.Single(await ListMinutesAsync()).StartLatency);
    }

    [SkippableFact]
    public async Task What_happens_counts_for_the_minute_in_which_it_happens()
    {
        await AdvanceAsync(59 * Second);
        var run = await StartAsync();
        await AdvanceAsync(Second);
        await FinishAsync(run, Succeeded);
        await AdvanceAsync(2 * Minute);
        await EndAsync(Failed);

        var minutes = await ListMinutesAsync();

        Assert.Equal([0, 1, 3], minutes.Select(minute => (minute.Minute - TestStore.Start).TotalMinutes));
        Assert.Equal([(1, 0, 0), (0, 1, 0), (1, 0, 1)], minutes.Select(minute => (minute.Started, minute.Succeeded, minute.Failed)));
        Assert.Equal([TimeSpan.Zero, Second, TimeSpan.Zero], minutes.Select(minute => minute.Duration));
    }

    [SkippableFact]
    public async Task Minutes_are_listed_within_a_span_oldest_first_a_record_for_each_workflow()
    {
        await DefineAsync(info => info, "other");
        for (var i = 0; i < 4; i++)
        {
            await EndAsync(Succeeded);
            await EndAsync(Succeeded, run => run with { Workflow = "other" });
            await AdvanceAsync(Minute);
        }

        var minutes = await Store.ListMinutesAsync(TestStore.Start + Minute, TestStore.Start + (3 * Minute)).Bounded();

        Assert.Equal([1, 1, 2, 2], minutes.Select(minute => (minute.Minute - TestStore.Start).TotalMinutes));
        Assert.Equal([Workflow, Workflow, "other", "other"], minutes.Select(minute => minute.Workflow).Order());
        Assert.All(minutes, minute => Assert.Equal((1, 1), (minute.Started, minute.Succeeded)));
    }

    [SkippableFact]
    public async Task A_run_starts_once_and_each_failed_attempt_that_another_follows_is_a_retry()
    {
        await StartAsync();
        await TakeBackAsync("reaped");
        await RegisterAsync(Worker);
        await FinishAsync(await ClaimOneAsync(), Retry(TimeSpan.Zero));
        await FinishAsync(await ClaimOneAsync(), Released(TimeSpan.Zero));
        await SuspendAsync(await ClaimOneAsync(), Sleep("nap", Second));
        await PassAsync(Second);
        await FinishAsync(await ClaimOneAsync(), Succeeded);

        var minute = Assert.Single(await ListMinutesAsync());

        Assert.Equal((1, 2, 1), (minute.Started, minute.Retries, minute.Succeeded));
        Assert.Equal(Lease + Second, minute.Duration);
    }

    [SkippableFact]
    public async Task A_run_that_ends_before_it_started_took_no_time()
    {
        var canceled = await EmitAsync();
        await EmitAsync(run => run with { ExpireAfter = Second });
        await PassAsync(Second);
        await Store.CancelAsync(canceled, null);

        var minute = Assert.Single(await ListMinutesAsync());

        Assert.Equal((0, 2), (minute.Started, minute.Canceled));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (minute.StartLatency, minute.Duration));
    }

    [SkippableFact]
    public async Task Failures_that_no_worker_saw_are_counted()
    {
        await DefineAsync(info => info with { MaxCrashes = 1 });
        await StartAsync(run => run with { Timeout = Second });
        await PassAsync(Second);
        await StartAsync();
        await TakeBackAsync("reaped");

        var minute = Assert.Single(await ListMinutesAsync());

        Assert.Equal((2, 2, 0), (minute.Started, minute.Failed, minute.Retries));
        Assert.Equal(Second + Lease, minute.Duration);
    }

    [SkippableFact]
    public async Task What_is_sent_twice_is_counted_once()
    {
        var run = await StartAsync();
        await FinishAsync(run, Succeeded);
        await FinishAsync(run, Succeeded);
        var canceled = await EmitAsync();
        await Store.CancelAsync(canceled, null);
        await Store.CancelAsync(canceled, null);

        var minute = Assert.Single(await ListMinutesAsync());

        Assert.Equal((1, 1, 1), (minute.Started, minute.Succeeded, minute.Canceled));
    }

    [SkippableFact]
    public async Task A_run_that_is_retried_in_place_ends_twice_and_starts_once()
    {
        var id = await EndAsync(Failed);
        await Store.RetryAsync(id);

        await FinishAsync(await ClaimOneAsync(), Succeeded);

        var minute = Assert.Single(await ListMinutesAsync());
        Assert.Equal((1, 1, 1), (minute.Started, minute.Failed, minute.Succeeded));
    }

    [SkippableFact]
    public async Task Nothing_is_listed_of_minutes_in_which_nothing_happened()
    {
        await EmitAsync();

        Assert.Empty(await ListMinutesAsync());
    }

    /// <summary>Lists the minutes of the test.</summary>
    private Task<IReadOnlyList<MinuteStats>> ListMinutesAsync() =>
        Store.ListMinutesAsync(TestStore.Start - Minute, Test.Now + Minute).Bounded();
}
