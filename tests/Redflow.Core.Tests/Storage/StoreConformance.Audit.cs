using Redflow.Auditing;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    private static readonly AuditedChange Cancellation = new()
    {
        Caller = "ci",
        Role = "operator",
        Method = "POST",
        Route = "/api/v1/runs/{id}/cancel",
        Target = "run-1",
        Status = 200,
        Address = "10.0.0.1",
    };

    [SkippableFact]
    public async Task A_change_is_listed_as_it_was_noted_with_the_stores_time()
    {
        var nobodys = new AuditedChange { Method = "PUT", Route = "/é", Status = 400 };

        await Store.AppendAuditAsync(Cancellation, 1).Bounded();
        await AdvanceAsync(Second);
        await Store.AppendAuditAsync(nobodys, 7).Bounded();

        var (page, now) = (await Store.ListAuditAsync(new()).Bounded(), Test.Now);
        Assert.Equal([nobodys, Cancellation], page.Entries.Select(entry => entry.Change));
        Assert.Equal([7L, 1L], page.Entries.Select(entry => entry.Times));
        Assert.Equal(Second, page.Entries[0].At - page.Entries[1].At);
        Assert.InRange(now - page.Entries[0].At, TimeSpan.Zero, Second);
        Assert.Null(page.NextCursor);
    }

    [SkippableFact]
    public async Task The_same_change_again_within_a_minute_of_the_first_is_counted_with_it()
    {
        await Store.AppendAuditAsync(Cancellation, 1).Bounded();
        await AdvanceAsync(Minute - Millisecond);
        await Store.AppendAuditAsync(Cancellation, 3).Bounded();
        await AdvanceAsync(Millisecond);
        await Store.AppendAuditAsync(Cancellation, 1).Bounded();

        Assert.Equal([1L, 4L], (await Store.ListAuditAsync(new()).Bounded()).Entries.Select(entry => entry.Times));
    }

    [SkippableFact]
    public async Task A_change_that_differs_in_anything_is_an_entry_of_its_own()
    {
        AuditedChange[] changes =
        [
            Cancellation, Cancellation with { Caller = "cd" }, Cancellation with { Role = "admin" }, Cancellation with { Target = "run-2" },
            Cancellation with { Status = 404 }, Cancellation with { Address = "10.0.0.2" }, Cancellation with { Method = "PUT" },
        ];

        foreach (var change in changes)
        {
            await Store.AppendAuditAsync(change, 1).Bounded();
            await AdvanceAsync(Millisecond);
        }

        Assert.Equal(changes.Reverse(), (await Store.ListAuditAsync(new()).Bounded()).Entries.Select(entry => entry.Change));
    }

    [SkippableFact]
    public async Task Changes_are_paged_without_one_twice_or_missing_also_while_others_are_made()
    {
        for (var i = 0; i < 10; i++)
        {
            await Store.AppendAuditAsync(Cancellation with { Target = $"run-{i}" }, 1).Bounded();
            await AdvanceAsync(i % 3 * Millisecond);
        }

        var (query, targets) = (new AuditQuery { Limit = 3 }, new List<string>());
        do
        {
            var page = await Store.ListAuditAsync(query).Bounded();
            targets.AddRange(page.Entries.Select(entry => entry.Change.Target!));
            query = query with { Cursor = page.NextCursor };
            await AdvanceAsync(Millisecond);
            await Store.AppendAuditAsync(Cancellation with { Target = $"later-{targets.Count}" }, 1).Bounded();
        }
        while (query.Cursor is not null);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"run-{i}").Order(), targets.Order());
    }

    [SkippableTheory]
    [InlineData(0, null)]
    [InlineData(501, null)]
    [InlineData(50, "")]
    [InlineData(50, "x")]
    [InlineData(50, "1700000000000-0123456789abcdeg")]
    public async Task A_page_of_changes_that_can_not_be_is_refused(int limit, string? cursor) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ListAuditAsync(new() { Limit = limit, Cursor = cursor }).Bounded());

    [SkippableFact]
    public async Task Changes_are_kept_for_ninety_days()
    {
        await Store.AppendAuditAsync(Cancellation, 1).Bounded();
        await AdvanceAsync(AuditQuery.KeptFor);
        await Store.AppendAuditAsync(Cancellation with { Target = "run-2" }, 1).Bounded();
        Assert.Equal(2, (await Store.ListAuditAsync(new()).Bounded()).Entries.Count);

        await AdvanceAsync(Millisecond);
        await Store.AppendAuditAsync(Cancellation with { Target = "run-3" }, 1).Bounded();

        Assert.Equal(["run-3", "run-2"], (await Store.ListAuditAsync(new()).Bounded()).Entries.Select(entry => entry.Change.Target));
    }

    [SkippableFact]
    public async Task The_last_ten_thousand_changes_are_kept()
    {
        await Store.AppendAuditAsync(Cancellation, 1).Bounded();
        await AdvanceAsync(Millisecond);
        foreach (var some in Enumerable.Range(0, AuditQuery.Kept).Chunk(500))
        {
            await Task.WhenAll(some.Select(i => Store.AppendAuditAsync(Cancellation with { Target = $"{i}" }, 1))).Bounded();
        }

        var (query, count) = (new AuditQuery { Limit = 500 }, 0);
        do
        {
            var page = await Store.ListAuditAsync(query).Bounded();
            Assert.DoesNotContain(page.Entries, entry => entry.Change == Cancellation);
            count += page.Entries.Count;
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);

        Assert.Equal(AuditQuery.Kept, count);
    }
}
