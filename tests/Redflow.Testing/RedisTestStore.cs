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
        Partitions = partitions;
        _database = multiplexer.GetDatabase();
        _clocks = [.. Enumerable.Range(0, partitions).Select(p => new RedisKeys(Prefix, p).ManualClock)];
        _store = Open(multiplexer);
    }

    public string Prefix { get; } = $"test-{Guid.NewGuid():N}";

    public override IRedflowStore Store => _store;

    public override int Partitions { get; }

    /// <summary>What the keys of its first partition begin with.</summary>
    public string Guard => new RedisKeys(Prefix, 0).Guard;

    public override int AwaitedRuns => _store.AwaitedRuns;

    /// <summary>Opens the same store as another process would have it: over a connection of its own.</summary>
    public RedisStore Open(IConnectionMultiplexer multiplexer) => Open(multiplexer, TimeProvider.System, ReplyChannel.LookAgain);

    /// <inheritdoc cref="Open(IConnectionMultiplexer)"/>
    /// <param name="multiplexer">The connection.</param>
    /// <param name="time">The clock of time-outs.</param>
    /// <param name="lookAgain">How often one that waits for a run looks unasked.</param>
    public RedisStore Open(IConnectionMultiplexer multiplexer, TimeProvider time, TimeSpan lookAgain) =>
        new(multiplexer, new() { Prefix = Prefix, Partitions = Partitions }, time, manualTime: true, lookAgain);

    /// <summary>Makes a partition fail every script that asks for the time, until the time is moved.</summary>
    public Task BreakAsync(int partition) => _database.KeyDeleteAsync(_clocks[partition]);

    public override ValueTask DisposeAsync() => _store.DisposeAsync();

    protected override Task SetTimeAsync(DateTimeOffset now) =>
        Task.WhenAll(_clocks.Select(clock => _database.StringSetAsync(clock, now.ToUnixTimeMilliseconds())));
}
