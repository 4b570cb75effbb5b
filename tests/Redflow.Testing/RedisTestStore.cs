using Redflow.Storage;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Testing;

/// <summary>A Redis store with a prefix of its own. Redis itself goes by the real time, and expires keys by it.</summary>
public sealed class RedisTestStore : TestStore
{
    private readonly IDatabase _database;
    private readonly RedisKey[] _clocks;
    private readonly RedisStore _store;

    public RedisTestStore(IConnectionMultiplexer multiplexer, int partitions = 1)
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        Partitions = partitions;
        _database = multiplexer.GetDatabase();
        _clocks = [.. Enumerable.Range(0, partitions).Select(p => new RedisKeys(prefix, p).ManualClock)];
        _store = new(multiplexer, new() { Prefix = prefix, Partitions = partitions }, TimeProvider.System, manualTime: true);
    }

    public override IRedflowStore Store => _store;

    public override int Partitions { get; }

    public override int AwaitedRuns => _store.AwaitedRuns;

    public override ValueTask DisposeAsync() => _store.DisposeAsync();

    protected override Task SetTimeAsync(DateTimeOffset now) =>
        Task.WhenAll(_clocks.Select(clock => _database.StringSetAsync(clock, now.ToUnixTimeMilliseconds())));
}
