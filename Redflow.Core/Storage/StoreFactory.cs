using Redflow.Storage.Memory;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Storage;

/// <summary>Opens the store that a connection string names. The forms are listed in docs/reference/stores.md.</summary>
public static class StoreFactory
{
    // In front of what the caller says, so that it wins. A process may be up before its Redis; version 1 of the library waits for 1 s only. By keepAlive
    // (s) it finds out that a server says nothing any more: by its own default of 60 a connection that was taken and never answered, as by a host
    // that died meanwhile, stays its only one for a minute, and every call fails.
    private const string Defaults = "abortConnect=false,syncTimeout=5000,keepAlive=5,";

    /// <summary>Opens a store. With a server that does not answer yet it takes 5 s, and the store connects later.</summary>
    /// <param name="connectionString"><c>redis://</c>, <c>rediss://</c>, <c>unix://</c>, <c>memory://</c>, or a configuration of StackExchange.Redis.</param>
    /// <param name="options">The namespace.</param>
    /// <param name="time">The clock of time-outs; in memory, of everything.</param>
    /// <exception cref="StoreConfigurationException">The connection string is malformed, or asks for what can't be.</exception>
    public static OpenedStore Open(string connectionString, RedisStoreOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var address = StoreAddress.Parse(connectionString);
        return address is StoreAddress.Memory ? Open(SharedMemory.Open(options.Prefix, time)) : Open(Connect(address), options, time);
    }

    /// <summary>Passes a store through; it stays its owner's.</summary>
    public static OpenedStore Open(IRedflowStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new(store, static () => ValueTask.CompletedTask);
    }

    /// <summary>Connects to a server; one that does not answer yet is tried for 5 s here, and from then on.</summary>
    internal static IConnectionMultiplexer Connect(StoreAddress address) => RedisConnection.Connect(OptionsOf(address));

    /// <summary>Puts what the engine assumes in front of a configuration; of a missing one nothing is made.</summary>
    internal static string? WithDefaults(string? configuration) => configuration is null ? null : Defaults + configuration;

    /// <summary>Says how to connect to a server.</summary>
    /// <exception cref="StoreConfigurationException">The library can't read its configuration.</exception>
    internal static ConfigurationOptions OptionsOf(StoreAddress address) => address switch
    {
        StoreAddress.Url url => url.Redis.ToOptions(Defaults),
        StoreAddress.Configuration configuration => Read(configuration.Text),
        _ => throw new InvalidOperationException($"{address} is not that of a server."),
    };

    private static OpenedStore Open(IConnectionMultiplexer multiplexer, RedisStoreOptions options, TimeProvider time)
    {
        var store = new RedisStore(multiplexer, options, time);
        return new(store, async () =>
        {
            await store.DisposeAsync().ConfigureAwait(false);
            await multiplexer.CloseAsync().ConfigureAwait(false);
            multiplexer.Dispose();
        });
    }

    private static ConfigurationOptions Read(string configuration)
    {
        try
        {
            var options = ConfigurationOptions.Parse(Defaults + configuration);
            return options.EndPoints.Count > 0
                ? options
                : throw new StoreConfigurationException($"The connection string names no server. {StoreAddress.Known}");
        }
        catch (ArgumentException)
        {
            // What the library says quotes the part that it can't read, which may be one of the password.
            throw new StoreConfigurationException(
                $"The connection string is not a configuration that StackExchange.Redis {RedisUrl.LibraryVersion} reads: an option is unknown to it, or has no value that fits. {StoreAddress.Known}");
        }
    }
}
