using Redflow.Auditing;
using Redflow.Client;
using Redflow.Dashboard.Audit;
using Redflow.Storage.Memory;

namespace Redflow.Dashboard.Tests.Audit;

public sealed class AuditSearchTests
{
    private static readonly AuditedChange Cancel = new()
    {
        Caller = "night-shift",
        Role = "operator",
        Method = "POST",
        Route = "/runs/{id}/cancel",
        Target = "1m83cga3e1bs56xc5hk2f00",
        Status = 303,
        Address = "10.0.0.7",
    };

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("night", null, true)]
    [InlineData("CANCEL 10.0.0", null, true)]
    [InlineData("cancel elsewhere", null, false)]
    [InlineData("1m83", "made", true)]
    [InlineData("", "refused", false)]
    [InlineData("", "unheard-of", true)]
    public void Entry_is_found_by_all_words_and_its_outcome(string? text, string? outcome, bool isFound) =>
        Assert.Equal(isFound, AuditSearch.Of(text, outcome).Finds(new(Cancel, DateTimeOffset.UnixEpoch, 1)));

    [Fact]
    public async Task Page_looks_through_so_much_and_the_next_one_looks_on()
    {
        var store = new MemoryStore(TimeProvider.System);
        await store.AppendAuditAsync(Cancel, 1);
        for (var i = 0; i < AuditReader.MostLookedAt + 10; i++)
        {
            await store.AppendAuditAsync(Cancel with { Caller = $"day-shift-{i}" }, 1);
        }

        var reader = new AuditReader(new RedflowClient(store, TimeProvider.System));
        var search = AuditSearch.Of("night", null);
        var first = await reader.ReadAsync(search, null, CancellationToken.None);
        var second = await reader.ReadAsync(search, first.NextCursor, CancellationToken.None);

        Assert.Equal((0, true), (first.Entries.Count, first.IsFirst));
        Assert.Equal("night-shift", Assert.Single(second.Entries).Change.Caller);
        Assert.Equal((null, false), (second.NextCursor, second.IsFirst));
    }

    [Fact]
    public async Task Whole_log_comes_by_pages_of_fifty()
    {
        var store = new MemoryStore(TimeProvider.System);
        for (var i = 0; i < 120; i++)
        {
            await store.AppendAuditAsync(Cancel with { Caller = $"day-shift-{i}" }, 1);
        }

        var (reader, sizes, cursor) = (new AuditReader(new RedflowClient(store, TimeProvider.System)), new List<int>(), (string?)null);
        do
        {
            var page = await reader.ReadAsync(AuditSearch.Of(null, null), cursor, CancellationToken.None);
            sizes.Add(page.Entries.Count);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([50, 50, 20], sizes);
    }
}
