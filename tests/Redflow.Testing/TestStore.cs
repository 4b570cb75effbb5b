using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Testing;

/// <summary>A store with a prefix of its own, whose time the test moves.</summary>
public sealed class TestStore
{
    private readonly IDatabase _database;
    private readonly RedisKey _clock;

    public TestStore(TestServer server)
    {
        Prefix = $"test-{Guid.NewGuid():N}";
        _database = server.Multiplexer.GetDatabase();
        _clock = new RedisKeys(Prefix, 0).ManualClock;
        Store = new(server.Multiplexer, Prefix, TimeProvider.System, manualTime: true);
    }

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public string Prefix { get; }

    public RedisStore Store { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    public Task InitializeAsync() => AdvanceAsync(TimeSpan.Zero);

    public Task AdvanceAsync(TimeSpan by)
    {
        Now += by;
        return _database.StringSetAsync(_clock, Now.ToUnixTimeMilliseconds());
    }
}
