using Redflow.Core.Tests.Docs;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Storage;
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

    [Fact]
    public async Task What_a_backend_leaves_out_is_not_supported()
    {
        await using IRunResultBackend results = new OwnResults();

        await Assert.ThrowsAsync<NotSupportedException>(() => results.DeleteAsync("a"));
        await Assert.ThrowsAsync<NotSupportedException>(() => results.ClearAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => results.ListByStatusAsync(RunStatus.Failed));
    }

    [SkippableFact]
    public async Task One_factory_takes_nothing_a_URL_or_an_instance()
    {
        await using var own = RunResultBackends.Create(connectionString: null);
        await using var shared = RunResultBackends.Create("memory://", new() { Prefix = _prefix });
        await using var again = RunResultBackends.Create("memory://", new() { Prefix = _prefix });
        await using var remote = Open("redis");

        await Task.WhenAll(own.StoreAsync(Done("own")), shared.StoreAsync(Done("shared")), remote.StoreAsync(Done("remote")));

        Assert.Same(own, RunResultBackends.Create(own));
        Assert.NotNull(await own.GetAsync("own"));
        Assert.NotNull(await again.GetAsync("shared"));
        Assert.NotNull(await remote.GetAsync("remote"));
        Assert.Null(await own.GetAsync("shared"));
    }

    [Fact]
    public void An_unknown_scheme_is_an_error_that_lists_the_known_ones()
    {
        var error = Assert.Throws<StoreConfigurationException>(() => RunResultBackends.Create("mongodb://localhost"));

        Assert.All(["redis://", "rediss://", "unix://", "memory://"], known => Assert.Contains(known, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("redis://:s3cret@localhost:port")]
    [InlineData("rediss://user:s3cret@localhost:port")]
    [InlineData("mongodb://:s3cret@localhost")]
    [InlineData("memory://s3cret@x")]
    [InlineData("localhost:6379,password=s3cret,nonsense=1")]
    public void A_password_never_appears_in_a_message(string connectionString)
    {
        var error = Assert.Throws<StoreConfigurationException>(() => RunResultBackends.Create(connectionString));

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_kept_for_its_time_to_live_and_for_good_by_default()
    {
        await using var brief = RunResultBackends.Create("memory://", new() { Prefix = _prefix, ResultTtl = TimeSpan.FromMilliseconds(1) });

        await brief.StoreAsync(Done("a"));

        await Wait.UntilAsync(async () => await brief.GetAsync("a") is null, "the result has expired");
        Assert.Null(new RunResultOptions().ResultTtl);
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
