using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_claim_takes_no_more_runs_than_a_reply_can_carry()
    {
        var ids = await EmitSomeAsync(3, run => run with { Input = Large(700_000) });

        var first = await Store.ExchangeAsync(new(Worker, [Queue], 10, [])).Bounded();
        var second = await Store.ExchangeAsync(new(Worker, [Queue], 10, [])).Bounded();

        Assert.Equal((true, true, false), (first.Known, first.IsCut, second.IsCut));
        Assert.Equal(ids.Take(2), first.Claimed.Select(run => run.Id));
        Assert.Equal(ids.Skip(2), second.Claimed.Select(run => run.Id));
        Assert.Equal(0, await ReadyAsync());
    }

    [SkippableFact]
    public async Task A_run_that_is_larger_than_a_reply_is_to_be_is_claimed_alone()
    {
        var ids = await EmitSomeAsync(2, run => run with { Input = Large(3_000_000) });

        Assert.Equal([ids[0]], await ClaimIdsAsync());
        Assert.Equal([ids[1]], await ClaimIdsAsync());
    }

    [SkippableFact]
    public async Task Stored_steps_count_for_what_a_reply_can_carry()
    {
        var runs = new List<ClaimedRun>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var run = await StartAsync();
            await Store.CommitStepAsync(Commit(run, "step", "1") with { Payload = Large(700_000) }).Bounded();
            runs.Add(run);
        }

        foreach (var run in runs)
        {
            await FinishAsync(run, Retry(TimeSpan.Zero));
        }

        Assert.Equal(2, (await ClaimAsync()).Count);
        Assert.Single(await ClaimAsync());
    }

    [SkippableFact]
    public async Task What_a_cut_reply_leaves_behind_keeps_its_order()
    {
        var large = await EmitSomeAsync(2, run => run with { Input = Large(1_100_000), Priority = -1 });
        var small = await EmitSomeAsync(3);
        var urgent = new List<RunId>();

        Assert.Equal([large[0]], await ClaimIdsAsync());
        urgent.Add(await EmitAsync(run => run with { Priority = -2 }));

        Assert.Equal([.. urgent, large[1]], await ClaimIdsAsync());
        Assert.Equal(small, await ClaimIdsAsync());
    }

    [SkippableTheory]
    [InlineData("9999-12-31T23:59:59.999Z")]
    [InlineData("5138-11-16T09:46:40.001Z")]
    public async Task A_sleep_until_a_far_time_keeps_it_to_the_millisecond(string far)
    {
        var until = DateTimeOffset.Parse(far, System.Globalization.CultureInfo.InvariantCulture);

        var run = await StartWaitingAsync(new StepWait.SleepUntil("nap", 1, until));

        Assert.Equal((until, until), ((await GetStepAsync(run.Id, "nap")).FinishedAt, (await GetAsync(run.Id)).DueAt));
    }

    [SkippableFact]
    public async Task A_wait_that_would_be_over_behind_the_last_year_is_over_at_its_end()
    {
        var run = await StartWaitingAsync(ForSignal("approval", timeout: TimeSpan.FromDays(3_650_000)));

        Assert.Equal(9999, (await GetStepAsync(run.Id, "approval")).FinishedAt!.Value.Year);
    }

    [SkippableFact]
    public async Task A_run_that_is_found_by_its_key_is_left_out_where_it_is_too_old_or_too_new()
    {
        var id = await EmitAsync(run => run with { IdempotencyKey = "k" });
        var query = new RunQuery { Workflow = Workflow, IdempotencyKey = "k" };

        Assert.Equal([id], await ListAsync(query with { CreatedFrom = Test.Now, CreatedBefore = Test.Now + Millisecond }));
        Assert.Empty(await ListAsync(query with { CreatedFrom = Test.Now + Millisecond }));
        Assert.Empty(await ListAsync(query with { CreatedBefore = Test.Now }));
    }

    /// <summary>A payload of so many bytes, which no codec makes shorter.</summary>
    private static byte[] Large(int bytes)
    {
        var payload = new byte[bytes];
        new Random(bytes).NextBytes(payload);
        return payload;
    }
}
