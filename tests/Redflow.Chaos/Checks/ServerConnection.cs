using Redflow.Client;
using Redflow.Storage;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Chaos.Checks;

/// <summary>A connection of the checks, as a client of the engine and by hand.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly RedisStore _store;

    public ServerConnection(CheckOptions options)
    {
        Multiplexer = StoreFactory.Connect(StoreAddress.Parse(options.ConnectionString));
        _store = new(Multiplexer, new() { Prefix = options.Prefix, Partitions = options.Partitions }, TimeProvider.System);
        Client = new(_store, TimeProvider.System);
        Script = new(Multiplexer, options.Prefix);
    }

    public IConnectionMultiplexer Multiplexer { get; }

    public RedflowClient Client { get; }

    public AuditScript Script { get; }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _store.DisposeAsync();
        Multiplexer.Dispose();
    }
}
