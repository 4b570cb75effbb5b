using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Results;

/// <summary>What a result backend has to do that can delete, clear, list, and keep results for a time.</summary>
public abstract partial class FullResultConformance : ResultConformance
{
    [SkippableFact]
    public async Task Delete_tells_whether_there_was_a_result()
    {
        await StoreAsync("a", RunStatus.Succeeded, Noon);
        await StoreAsync("b", RunStatus.Succeeded, Noon);

        Assert.True(await Results.DeleteAsync("a").Bounded());
        Assert.False(await Results.DeleteAsync("a").Bounded());
        Assert.False(await Results.DeleteAsync("never").Bounded());

        Assert.Null(await Results.GetAsync("a").Bounded());
        Assert.Equal(["b"], await ListAsync(RunStatus.Succeeded));
    }

    [SkippableFact]
    public async Task Who_waits_for_a_deleted_result_goes_on_waiting()
    {
        await StoreAsync("a", RunStatus.Running);
        var waiting = Results.WaitForAsync("a");

        await Results.DeleteAsync("a").Bounded();
        await StoreAsync("a", RunStatus.Succeeded);

        Assert.True((await waiting.Bounded()).Succeeded);
    }

    [SkippableFact]
    public async Task Clear_deletes_all_results_and_counts_them()
    {
        foreach (var status in RunStatuses.All)
        {
            await StoreAsync($"{status}-dated", status, Noon);
            await StoreAsync($"{status}-undated", status);
        }

        Assert.Equal(14, await Results.ClearAsync().Bounded());
        Assert.Equal(0, await Results.ClearAsync().Bounded());

        Assert.Null(await Results.GetAsync("Succeeded-dated").Bounded());
        foreach (var status in RunStatuses.All)
        {
            Assert.Empty(await ListAsync(status));
        }
    }

    [SkippableFact]
    public async Task Clear_takes_as_many_as_there_are()
    {
        await Task.WhenAll(Enumerable.Range(0, 2_345).Select(i => StoreAsync($"{i}", RunStatus.Succeeded)));

        Assert.Equal(2_345, await Results.ClearAsync().Bounded());
        Assert.Empty(await ListAsync(RunStatus.Succeeded));
    }

    [SkippableFact]
    public async Task Who_waits_for_a_cleared_result_goes_on_waiting()
    {
        var waiting = Results.WaitForAsync("a");

        await Results.ClearAsync().Bounded();
        await StoreAsync("a", RunStatus.Succeeded);

        Assert.True((await waiting.Bounded()).Succeeded);
    }

    [SkippableFact]
    public async Task A_list_has_the_results_of_one_status_newest_first()
    {
        await StoreAsync("second", RunStatus.Failed, Noon.AddMicroseconds(1));
        await StoreAsync("first", RunStatus.Failed, Noon);
        await StoreAsync("last", RunStatus.Failed, Noon.AddHours(1));
        await StoreAsync("other", RunStatus.Succeeded, Noon);

        Assert.Equal(["last", "second", "first"], await ListAsync(RunStatus.Failed));
    }

    [SkippableFact]
    public async Task Results_without_a_submit_time_come_last()
    {
        await StoreAsync("never", RunStatus.Queued);
        await StoreAsync("new", RunStatus.Queued, Noon);
        await StoreAsync("ancient", RunStatus.Queued, DateTimeOffset.MinValue);

        Assert.Equal(["new", "ancient", "never"], await ListAsync(RunStatus.Queued));
    }

    [SkippableFact]
    public async Task Results_of_one_time_keep_one_order()
    {
        await Task.WhenAll("bdace".Select(id => StoreAsync($"{id}", RunStatus.Queued, Noon)));

        Assert.Equal(["e", "d", "c", "b", "a"], await ListAsync(RunStatus.Queued));
    }

    [SkippableFact]
    public async Task A_list_of_nothing_is_empty() => Assert.Empty(await ListAsync(RunStatus.Canceled));

    [SkippableFact]
    public async Task A_listed_result_is_whole()
    {
        await StoreAsync("a", RunStatus.Succeeded, Noon, output: 42);

        var listed = Assert.Single(await Results.ListByStatusAsync(RunStatus.Succeeded).Bounded());

        Assert.Equal(("a", Noon, 42), (listed.Id, listed.SubmittedAt, listed.Output?.As<int>()));
    }

    [SkippableFact]
    public async Task A_result_is_listed_in_its_last_status_and_at_its_last_time_only()
    {
        await StoreAsync("a", RunStatus.Queued, Noon);
        await StoreAsync("b", RunStatus.Running, Noon.AddMinutes(1));

        await StoreAsync("a", RunStatus.Running, Noon);
        Assert.Equal(["b", "a"], await ListAsync(RunStatus.Running));
        await StoreAsync("a", RunStatus.Running, Noon.AddMinutes(2));

        Assert.Equal(["a", "b"], await ListAsync(RunStatus.Running));
        Assert.Empty(await ListAsync(RunStatus.Queued));
    }

    [SkippableTheory]
    [InlineData(null, 0, "edcba")]
    [InlineData(2, 0, "ed")]
    [InlineData(2, 3, "ba")]
    [InlineData(2, 4, "a")]
    [InlineData(null, 2, "cba")]
    [InlineData(0, 0, "")]
    [InlineData(9, 5, "")]
    [InlineData(int.MaxValue, int.MaxValue, "")]
    [InlineData(int.MaxValue, 1, "dcba")]
    public async Task A_list_is_paged_by_limit_and_offset(int? limit, int offset, string ids)
    {
        await Task.WhenAll("abcde".Select((id, i) => StoreAsync($"{id}", RunStatus.Queued, Noon.AddSeconds(i))));

        Assert.Equal(ids, string.Concat(await ListAsync(RunStatus.Queued, limit, offset)));
    }

    [SkippableFact]
    public async Task Pages_go_over_all_results_with_and_without_a_submit_time_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 230).Select(i => StoreAsync($"{i}", RunStatus.Queued, i % 2 == 0 ? Noon.AddMinutes(i / 8) : null)));
        var pages = new List<string>();

        for (var offset = 0; offset < 230; offset += 23)
        {
            pages.AddRange(await ListAsync(RunStatus.Queued, 23, offset));
        }

        Assert.Equal(await ListAsync(RunStatus.Queued), pages);
        Assert.Equal(230, pages.Distinct().Count());
    }

    [SkippableTheory]
    [InlineData(-1, 0)]
    [InlineData(null, -1)]
    public async Task A_negative_limit_or_offset_is_refused(int? limit, int offset) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(RunStatus.Queued, limit, offset));

    [SkippableFact]
    public async Task A_status_that_does_not_exist_can_t_be_listed() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync((RunStatus)99));

    /// <summary>How long what expires in a test is kept: longer than two stores take, in real time too.</summary>
    protected static TimeSpan ShortTtl => TimeSpan.FromMilliseconds(300);

    /// <summary>Makes a backend of the results that all of one test share.</summary>
    protected abstract IRunResultBackend CreateWith(TimeSpan? ttl);

    /// <summary>Lets time pass until a result has expired, and what was stored before it.</summary>
    protected abstract Task PassAsync(IRunResultBackend results, string id);

    protected override IRunResultBackend Create(TimeSpan? ttl) => CreateWith(ttl);

    protected async Task<IReadOnlyList<string>> ListAsync(RunStatus status, int? limit = null, int offset = 0) =>
        [.. (await Results.ListByStatusAsync(status, limit, offset).Bounded()).Select(result => result.Id)];
}
