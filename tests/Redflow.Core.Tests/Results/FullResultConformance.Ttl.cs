using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Results;

public abstract partial class FullResultConformance
{
    [SkippableFact]
    public async Task A_result_whose_time_to_live_is_over_is_gone_everywhere()
    {
        await using var results = CreateWith(ShortTtl);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded, SubmittedAt = Noon }).Bounded();
        await PassAsync(results, "a");

        Assert.Null(await results.GetAsync("a").Bounded());
        Assert.Empty(await results.ListByStatusAsync(RunStatus.Succeeded).Bounded());
        await Assert.ThrowsAsync<RedflowTimeoutException>(() => results.WaitForAsync("a", TimeSpan.Zero).Bounded());
        Assert.False(await results.DeleteAsync("a").Bounded());
        Assert.Equal(0, await results.ClearAsync().Bounded());
    }

    [SkippableFact]
    public async Task A_result_that_expired_is_not_counted_by_clear()
    {
        await using var results = CreateWith(ShortTtl);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }).Bounded();
        await PassAsync(results, "a");

        Assert.Equal(0, await results.ClearAsync().Bounded());
    }

    [SkippableFact]
    public async Task An_offset_passes_over_results_that_are_there()
    {
        await using var results = CreateWith(ShortTtl);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => results.StoreAsync(new() { Id = $"old-{i}", Status = RunStatus.Queued, SubmittedAt = Noon.AddDays(1) }))).Bounded();
        await PassAsync(results, "old-29");
        await using var kept = CreateWith(ttl: null);
        await kept.StoreAsync(new() { Id = "first", Status = RunStatus.Queued, SubmittedAt = Noon }).Bounded();
        await kept.StoreAsync(new() { Id = "second", Status = RunStatus.Queued, SubmittedAt = Noon.AddSeconds(1) }).Bounded();

        var listed = await kept.ListByStatusAsync(RunStatus.Queued, limit: 5, offset: 1).Bounded();

        Assert.Equal(["first"], listed.Select(result => result.Id));
    }

    [SkippableFact]
    public async Task A_result_that_expired_can_be_stored_again_in_another_status()
    {
        await using var results = CreateWith(ShortTtl);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded, SubmittedAt = Noon }).Bounded();
        await PassAsync(results, "a");
        await using var kept = CreateWith(ttl: null);

        await kept.StoreAsync(new() { Id = "a", Status = RunStatus.Queued, SubmittedAt = Noon }).Bounded();

        Assert.Empty(await kept.ListByStatusAsync(RunStatus.Succeeded).Bounded());
        Assert.Equal(["a"], (await kept.ListByStatusAsync(RunStatus.Queued).Bounded()).Select(result => result.Id));
    }

    [SkippableTheory]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Succeeded)]
    public async Task Stored_again_without_a_time_to_live_a_result_is_kept(RunStatus again)
    {
        await using var results = CreateWith(ShortTtl);
        await using var kept = CreateWith(ttl: null);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Queued, SubmittedAt = Noon }).Bounded();
        await results.StoreAsync(new() { Id = "until", Status = RunStatus.Queued, SubmittedAt = Noon }).Bounded();

        await kept.StoreAsync(new() { Id = "a", Status = again, SubmittedAt = Noon }).Bounded();
        await PassAsync(results, "until");

        Assert.Equal(again, (await kept.GetAsync("a").Bounded())?.Status);
        Assert.Equal(["a"], (await kept.ListByStatusAsync(again).Bounded()).Select(result => result.Id));
    }
}
