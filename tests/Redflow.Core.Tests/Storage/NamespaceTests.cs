using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract class NamespaceTests(TestServer server)
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    private string Record => $"{{{_prefix}}}:namespace";

    [SkippableFact]
    public async Task The_first_call_of_the_first_client_creates_the_record()
    {
        await using var store = Open(1);
        Assert.False(await Database.KeyExistsAsync(Record));

        await store.GetStatsAsync().Bounded();

        var fields = await Database.HashGetAllAsync(Record);
        Assert.Equal(["partitions=1", "schema=2"], fields.Select(field => $"{field.Name}={field.Value}").Order());
    }

    [SkippableFact]
    public async Task A_client_with_another_number_of_partitions_is_refused_at_every_call()
    {
        await using var first = Open(4);
        await first.GetStatsAsync().Bounded();
        await using var second = Open(8);

        for (var i = 0; i < 2; i++)
        {
            var refused = await Assert.ThrowsAsync<NamespaceMismatchException>(() => second.GetStatsAsync().Bounded());
            Assert.Equal((4, 8), (refused.Partitions, refused.Configured));
            Assert.Contains("with 4 partitions", refused.Message, StringComparison.Ordinal);
            Assert.Contains("for 8", refused.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<NamespaceMismatchException>(() => second.SubscribeTimersAsync(() => { }).Bounded());
        Assert.Equal("4", await Database.HashGetAsync(Record, "partitions"));
    }

    [SkippableFact]
    public async Task A_refused_client_goes_on_when_the_namespace_was_removed()
    {
        await using var first = Open(4);
        await first.GetStatsAsync().Bounded();
        await using var second = Open(8);
        await Assert.ThrowsAsync<NamespaceMismatchException>(() => second.GetStatsAsync().Bounded());

        await Database.KeyDeleteAsync(Record);

        await second.GetStatsAsync().Bounded();
        Assert.Equal("8", await Database.HashGetAsync(Record, "partitions"));
    }

    [SkippableFact]
    public async Task A_namespace_of_a_later_schema_is_refused_and_left_as_it_is()
    {
        await Database.HashSetAsync(Record, "schema", NamespaceRecord.Schema + 1);
        await using var store = Open(1);

        var refused = await Assert.ThrowsAsync<NamespaceTooNewException>(() => store.GetStatsAsync().Bounded());

        Assert.Equal((NamespaceRecord.Schema + 1, NamespaceRecord.Schema), (refused.Schema, refused.Known));
        Assert.Equal(1, await Database.HashLengthAsync(Record));
    }

    [SkippableFact]
    public async Task A_namespace_of_an_earlier_schema_is_refused_and_left_as_it_is()
    {
        await Database.HashSetAsync(Record, [new("schema", NamespaceRecord.Schema - 1), new("partitions", 1)]);
        await using var store = Open(1);

        var refused = await Assert.ThrowsAsync<NamespaceTooOldException>(() => store.GetStatsAsync().Bounded());

        Assert.Equal((NamespaceRecord.Schema - 1, NamespaceRecord.Schema), (refused.Schema, refused.Known));
        Assert.Contains("There is no upgrade", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"begin with '{{{_prefix}'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(NamespaceRecord.Schema - 1, await Database.HashGetAsync(Record, "schema"));
    }

    [SkippableFact]
    public async Task Of_clients_that_create_a_namespace_at_once_one_number_wins()
    {
        var stores = Enumerable.Range(1, 16).Select(Open).ToArray();

        var refusals = await Task.WhenAll(stores.Select(async store =>
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.GetStatsAsync())).Bounded();
                return 0;
            }
            catch (NamespaceMismatchException)
            {
                return 1;
            }
        }));

        Assert.Equal(15, refusals.Sum());
    }

    [SkippableFact]
    public async Task A_check_that_Redis_did_not_answer_is_made_again()
    {
        await using var away = server is GarnetServer ? new GarnetServer() : (TestServer)new RedisServer();
        Skip.If(away.SkipReason is not null, away.SkipReason);
        await away.InitializeAsync();
        await using var store = new RedisStore(away.Multiplexer, new() { Prefix = _prefix }, TimeProvider.System);
        away.Kill();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetStatsAsync().Bounded());

        await away.StartAsync();

        await Wait.UntilAsync(() => AnswersAsync(store), "the store answers");
        Assert.True(await away.Multiplexer.GetDatabase().KeyExistsAsync(Record));
    }

    [SkippableFact]
    public async Task A_check_whose_answer_is_lost_ends_in_time_and_is_made_again()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var proxy = RedisProxy.Start(server.Port);
        using var multiplexer = await proxy.ConnectAsync();
        proxy.Calling = script => script == "open_namespace" ? held.Task : Task.CompletedTask;
        await using var link = new RedisLink(multiplexer);
        var record = new NamespaceRecord(link, new() { Prefix = _prefix }, time);

        var unanswered = record.OpenAsync();
        time.Advance(RedisCaller.CallTimeout);
        await unanswered.Bounded().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var again = record.OpenAsync();
        held.SetResult();
        await again.Bounded();

        Assert.IsType<TimeoutException>(unanswered.Exception?.InnerException);
        Assert.True(await Database.KeyExistsAsync(Record));
    }

    private IDatabase Database => server.Multiplexer.GetDatabase();

    private static async Task<bool> AnswersAsync(RedisStore store)
    {
        try
        {
            await store.GetStatsAsync();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private RedisStore Open(int partitions) => new(server.Multiplexer, new() { Prefix = _prefix, Partitions = partitions }, TimeProvider.System);
}

public sealed class GarnetNamespaceTests(GarnetServer server) : NamespaceTests(server), IClassFixture<GarnetServer>;

public sealed class RedisNamespaceTests(RedisServer server) : NamespaceTests(server), IClassFixture<RedisServer>;
