using Redflow.Storage;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Testing;

/// <summary>A Redis store with a prefix of its own. Redis itself goes by the real time, and expires keys by it.</summary>
public sealed class RedisTestStore : TestStore
{
    private readonly IDatabase _database;
    private readonly RedisKey _clock;
    private readonly RedisStore _store;

    public RedisTestStore(IConnectionMultiplexer multiplexer)
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        _database = multiplexer.GetDatabase();
        _clock = new RedisKeys(prefix, 0).ManualClock;
        _store = new(multiplexer, prefix, TimeProvider.System, manualTime: true);
    }

    public override IRedflowStore Store => _store;

    public override int AwaitedRuns => _store.AwaitedRuns;

    public override ValueTask DisposeAsync() => _store.DisposeAsync();

    protected override Task SetTimeAsync(DateTimeOffset now) => _database.StringSetAsync(_clock, now.ToUnixTimeMilliseconds());
}
