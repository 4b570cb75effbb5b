using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Storage.Redis.Results;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Results;

/// <summary>What a result backend over Redis has to do besides.</summary>
public abstract class RedisResultConformance(TestServer server) : FullResultConformance
{
    /// <summary>So long that no test could end by a look that nobody asked for.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    protected override string? SkipReason => server.SkipReason;

    private IDatabase Database => server.Multiplexer.GetDatabase();

    private string Guard => $"{{{_prefix}:results}}";

    [SkippableFact]
    public async Task Another_process_sees_results_and_is_told_of_them()
    {
        Skip.If(SkipReason is not null, SkipReason);
        await using var elsewhere = RunResultBackends.Create($"redis://127.0.0.1:{server.Port}", new() { Prefix = _prefix });
        var waiting = elsewhere.WaitForAsync("a", Wait.Limit);

        await StoreAsync("a", RunStatus.Succeeded, output: 42);

        Assert.Equal(42, (await waiting.Bounded()).Output?.As<int>());
        Assert.NotNull(await elsewhere.GetAsync("a").Bounded());
    }

    [SkippableFact]
    public async Task Another_prefix_has_other_results()
    {
        await StoreAsync("a", RunStatus.Succeeded);
        await using var others = new RedisRunResultBackend(server.Multiplexer, new() { Prefix = $"{_prefix}-2" }, TimeProvider.System);

        Assert.Null(await others.GetAsync("a").Bounded());
        Assert.Equal(0, await others.ClearAsync().Bounded());
        Assert.NotNull(await Results.GetAsync("a").Bounded());
    }

    [SkippableFact]
    public async Task A_message_that_gets_lost_costs_a_look()
    {
        Skip.If(SkipReason is not null, SkipReason);
        await using var results = Open(lookAgain: TimeSpan.FromMilliseconds(200));
        var waiting = results.WaitForAsync("a");
        await Wait.UntilAsync(() => Database.KeyExistsAsync($"{Guard}:n:a"), "the waiter is registered");

        await Database.KeyDeleteAsync($"{Guard}:n:a");
        await StoreAsync("a", RunStatus.Succeeded);

        Assert.True((await waiting.Bounded()).Succeeded);
    }

    [SkippableFact]
    public async Task Completion_forgets_who_waited()
    {
        var waiting = Results.WaitForAsync("a");
        await Wait.UntilAsync(() => Database.KeyExistsAsync($"{Guard}:n:a"), "the waiter is registered");

        await StoreAsync("a", RunStatus.Succeeded);
        await waiting.Bounded();

        Assert.False(await Database.KeyExistsAsync($"{Guard}:n:a"));
    }

    [SkippableFact]
    public async Task Nothing_is_left_of_results_that_were_deleted()
    {
        Skip.If(SkipReason is not null, SkipReason);
        await using var expiring = Open(ttl: TimeSpan.FromHours(1));
        await StoreAsync("a", RunStatus.Succeeded, Noon);
        await expiring.StoreAsync(new() { Id = "b", Status = RunStatus.Queued }).Bounded();
        await expiring.StoreAsync(new() { Id = "c", Status = RunStatus.Failed }).Bounded();

        await Results.DeleteAsync("b").Bounded();
        await Results.ClearAsync().Bounded();

        Assert.Empty(await KeysAsync());
    }

    [SkippableFact]
    public async Task Stores_remove_what_expired_from_the_lists_when_nobody_lists()
    {
        Skip.If(SkipReason is not null, SkipReason);
        await using var expiring = Open(ttl: ShortTtl);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => expiring.StoreAsync(new() { Id = $"{i}", Status = RunStatus.Failed }))).Bounded();
        await PassAsync(expiring, "7");

        await StoreAsync("x", RunStatus.Succeeded);
        await StoreAsync("y", RunStatus.Succeeded);

        Assert.False(await Database.KeyExistsAsync($"{Guard}:i:failed"));
        Assert.False(await Database.KeyExistsAsync($"{Guard}:expiries"));
    }

    [SkippableFact]
    public async Task A_list_mends_itself_when_Redis_has_evicted_a_result()
    {
        await StoreAsync("a", RunStatus.Failed, Noon);
        await StoreAsync("b", RunStatus.Failed, Noon);

        await Database.KeyDeleteAsync($"{Guard}:r:b");

        Assert.Equal(["a"], await ListAsync(RunStatus.Failed));
        Assert.Equal(1, await Database.SortedSetLengthAsync($"{Guard}:i:failed"));
    }

    [SkippableFact]
    public async Task All_keys_are_in_the_slot_of_the_results()
    {
        Skip.If(SkipReason is not null, SkipReason);
        await using var expiring = Open(ttl: TimeSpan.FromHours(1));

        await expiring.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }).Bounded();

        Assert.Equal([$"{Guard}:expiries", $"{Guard}:i:succeeded", $"{Guard}:r:a"], await KeysAsync());
    }

    [SkippableFact]
    public async Task Redis_gets_what_the_codecs_have_made_of_a_result()
    {
        Skip.If(SkipReason is not null, SkipReason);
        var key = PayloadKey.FromBase64("k", Convert.ToBase64String(new byte[32]));
        await using var encrypting = new RedisRunResultBackend(server.Multiplexer, new() { Prefix = _prefix, Codecs = [new AesGcmCodec(key)] }, TimeProvider.System);

        await encrypting.StoreAsync(new() { Id = "a", Status = RunStatus.Failed, Error = new("Boom", "geheim") }).Bounded();

        Assert.DoesNotContain("geheim", (string)(await Database.HashGetAsync($"{Guard}:r:a", "d"))!, StringComparison.Ordinal);
        Assert.Equal("geheim", (await encrypting.GetAsync("a").Bounded())?.Error?.Message);
        await Assert.ThrowsAsync<PayloadKeyUnknownException>(() => Results.GetAsync("a").Bounded());
    }

    [SkippableFact]
    public async Task A_document_that_is_none_is_told_of()
    {
        Skip.If(SkipReason is not null, SkipReason);
        await Database.HashSetAsync($"{Guard}:r:a", [new("s", "failed"), new("d", "{}")]);

        await Assert.ThrowsAsync<PayloadCorruptException>(() => Results.GetAsync("a").Bounded());
    }

    protected override IRunResultBackend CreateWith(TimeSpan? ttl) => Open(ttl);

    protected override Task PassAsync(IRunResultBackend results, string id) =>
        Wait.UntilAsync(async () => await results.GetAsync(id) is null, $"'{id}' has expired");

    private RedisRunResultBackend Open(TimeSpan? ttl = null, TimeSpan? lookAgain = null) =>
        new(server.Multiplexer, new() { Prefix = _prefix, ResultTtl = ttl }, lookAgain ?? Never, TimeProvider.System);

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        var keys = (string[])(await Database.ExecuteAsync("KEYS", $"*{_prefix}*"))!;
        return [.. keys.Order(StringComparer.Ordinal)];
    }
}

public sealed class GarnetResultTests(GarnetServer server) : RedisResultConformance(server), IClassFixture<GarnetServer>;

public sealed class RedisResultTests(RedisServer server) : RedisResultConformance(server), IClassFixture<RedisServer>;
