using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task What_becomes_of_a_run_is_told_in_its_order()
    {
        var cursor = await NowAsync();
        var run = await StartAsync();
        await CommitAsync(run, "step");
        await FinishAsync(run, new PassOutcome.Retry(Boom, Minute));
        await PassAsync(Minute);
        await FinishAsync(await ClaimOneAsync(), new PassOutcome.Succeeded("1"u8.ToArray()));

        var page = await Store.ReadChangesAsync(cursor).Bounded();

        Assert.Equal(
            [RunStatus.Queued, RunStatus.Running, RunStatus.Running, RunStatus.Scheduled, RunStatus.Queued, RunStatus.Running, RunStatus.Succeeded],
            page.Changes.Select(change => change.Status));
        Assert.All(page.Changes, change => Assert.Equal((run.Id, Workflow), (change.Id, change.Workflow)));
        Assert.False(page.IsGap || page.HasMore);
    }

    [SkippableFact]
    public async Task Waits_cancellations_and_failures_are_told()
    {
        var cursor = await NowAsync();
        var waiting = await StartWaitingAsync(new StepWait.Sleep("nap", 0, Minute));
        await Store.CancelAsync(waiting.Id, null).Bounded();
        var failed = await EndAsync(new PassOutcome.Failed(Boom));

        var page = await Store.ReadChangesAsync(cursor).Bounded();

        Assert.Equal(
            [RunStatus.Queued, RunStatus.Running, RunStatus.Waiting, RunStatus.Canceled],
            page.Changes.Where(change => change.Id == waiting.Id).Select(change => change.Status));
        Assert.Equal(RunStatus.Failed, page.Changes.Last(change => change.Id == failed).Status);
    }

    [SkippableFact]
    public async Task A_place_is_read_from_again_and_again()
    {
        var cursor = await NowAsync();
        var first = await EmitAsync();

        var page = await Store.ReadChangesAsync(cursor).Bounded();
        var again = await Store.ReadChangesAsync(cursor).Bounded();
        var second = await EmitAsync();
        var next = await Store.ReadChangesAsync(page.Cursor).Bounded();

        Assert.Equal([first], page.Changes.Select(change => change.Id));
        Assert.Equal(page.Changes, again.Changes);
        Assert.Equal([second], next.Changes.Select(change => change.Id));
        Assert.Empty((await Store.ReadChangesAsync(next.Cursor).Bounded()).Changes);
    }

    [SkippableFact]
    public async Task A_page_without_a_place_begins_with_what_comes()
    {
        await NowAsync();
        await EmitAsync();

        var page = await Store.ReadChangesAsync(null).Bounded();

        Assert.Empty(page.Changes);
        Assert.False(page.IsGap);
    }

    [SkippableTheory]
    [InlineData("0")]
    [InlineData("999999999999999999")]
    [InlineData("1-2-3-4-5-6-7-8")]
    public async Task A_place_that_is_not_known_has_a_gap_behind_it(string cursor)
    {
        await NowAsync();

        var page = await Store.ReadChangesAsync(cursor).Bounded();

        Assert.True(page.IsGap);
        Assert.False((await Store.ReadChangesAsync(page.Cursor).Bounded()).IsGap);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("99999999999999999999")]
    public async Task A_text_that_is_no_place_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => Store.ReadChangesAsync(cursor).Bounded());

    [SkippableFact]
    public async Task Of_more_changes_than_are_kept_the_last_ones_are_told_behind_a_gap()
    {
        const int Kept = 10_000;

        // A server that does not know the script yet gets it from whichever call comes first, and takes the others in any order.
        await EmitAsync();
        var cursor = await NowAsync();
        NewRun[] runs = [.. Enumerable.Range(0, Kept + 1).Select(_ => New())];
        await Store.EmitManyAsync(runs).Bounded();

        var pages = new List<RunChangePage> { await Store.ReadChangesAsync(cursor).Bounded() };
        while (pages[^1].HasMore)
        {
            pages.Add(await Store.ReadChangesAsync(pages[^1].Cursor).Bounded());
        }

        Assert.Equal([true, .. pages.Skip(1).Select(_ => false)], pages.Select(page => page.IsGap));
        Assert.Equal(runs.Skip(1).Select(run => run.Id).Order(), pages.SelectMany(page => page.Changes).Select(change => change.Id).Order());
    }

    /// <summary>The place behind all that has happened.</summary>
    private async Task<string> NowAsync() => (await Store.ReadChangesAsync(null).Bounded()).Cursor;
}
