using Redflow.Core.Tests.Docs;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class FlowrraFeatureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [SkippableTheory]
    [InlineData("memory")]
    [InlineData("redis")]
    [InlineData("custom")]
    public async Task Results_are_stored_read_and_waited_for_in_memory_in_Redis_and_in_a_backend_of_ones_own(string kind)
    {
        await using var results = Open(kind);
        Assert.Null(await results.GetAsync("a"));
        var wait = results.WaitForAsync("a", Wait.Limit);

        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Running });
        Assert.Equal(RunStatus.Running, (await results.GetAsync("a"))!.Status);
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded });

        Assert.True((await wait.Bounded()).Succeeded);
        await Assert.ThrowsAsync<RedflowTimeoutException>(() => results.WaitForAsync("b", TimeSpan.FromMilliseconds(20)).Bounded());
    }

    [SkippableTheory]
    [InlineData("memory")]
    [InlineData("redis")]
    public async Task Results_are_listed_newest_first_those_without_a_submit_time_last_and_deleted(string kind)
    {
        await using var results = Open(kind);
        foreach (var (id, submittedAt) in new (string, DateTimeOffset?)[] { ("none", null), ("old", Noon), ("new", Noon.AddMinutes(1)) })
        {
            await results.StoreAsync(new() { Id = id, Status = RunStatus.Failed, SubmittedAt = submittedAt });
        }

        var all = await results.ListByStatusAsync(RunStatus.Failed);
        var page = await results.ListByStatusAsync(RunStatus.Failed, limit: 1, offset: 1);

        Assert.Equal(["new", "old", "none"], all.Select(result => result.Id));
        Assert.Equal("old", Assert.Single(page).Id);
        Assert.Empty(await results.ListByStatusAsync(RunStatus.Succeeded));
        Assert.Equal((true, false, 2), (await results.DeleteAsync("old"), await results.DeleteAsync("old"), await results.ClearAsync()));
    }

    [SkippableFact]
    public async Task No_list_and_no_clear_goes_through_the_keys_of_Redis()
    {
        await using var results = Open("redis");
        await results.StoreAsync(Done("a"));
        var before = await redis.CountCommandsAsync();

        await results.ListByStatusAsync(RunStatus.Succeeded);
        await results.ClearAsync();

        var after = await redis.CountCommandsAsync();
        Assert.NotEqual(before.Values.Sum(), after.Values.Sum());
        Assert.All(["keys", "scan"], command => Assert.Equal(before.GetValueOrDefault(command), after.GetValueOrDefault(command)));
    }

    [Fact]
    public async Task What_a_backend_leaves_out_is_not_supported()
    {
        await using IRunResultBackend results = new OwnResults();

        await Assert.ThrowsAsync<NotSupportedException>(() => results.DeleteAsync("a"));
        await Assert.ThrowsAsync<NotSupportedException>(() => results.ClearAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => results.ListByStatusAsync(RunStatus.Failed));
    }

    [Fact]
    public async Task A_result_is_kept_for_its_time_to_live_and_for_good_by_default()
    {
        var time = new ManualTime(Noon);
        await using var brief = RunResultBackends.Create(connectionString: null, new() { ResultTtl = TimeSpan.FromHours(1) }, time);
        await using var lasting = RunResultBackends.Create(connectionString: null, new(), time);
        await Task.WhenAll(brief.StoreAsync(Done("a")), lasting.StoreAsync(Done("a")));

        time.Advance(TimeSpan.FromMinutes(59));
        var before = await brief.GetAsync("a");
        time.Advance(TimeSpan.FromDays(3_650));

        Assert.NotNull(before);
        Assert.Null(await brief.GetAsync("a"));
        Assert.NotNull(await lasting.GetAsync("a"));
    }

    private IRunResultBackend Open(string kind)
    {
        Skip.If(kind == "redis" && redis.SkipReason is not null, redis.SkipReason);
        return kind switch
        {
            "redis" => RunResultBackends.Create($"redis://127.0.0.1:{redis.Port}", new() { Prefix = _prefix }),
            "memory" => RunResultBackends.Create(connectionString: null),
            _ => new OwnResults(),
        };
    }

    private static RunResult Done(string id) => new() { Id = id, Status = RunStatus.Succeeded };
}
