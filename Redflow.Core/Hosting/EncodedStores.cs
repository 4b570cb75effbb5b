using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Redflow.Payloads;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Hosting;

/// <summary>
/// Opens a host's stores, behind the codecs of its payloads. Without codecs too: what other processes have compressed is read all the same, and
/// turning codecs off loses nothing.
/// </summary>
internal static class EncodedStores
{
    public static IRedflowStore Open(IServiceProvider services, StoreAddress address, RedflowClientSettings settings, object? key)
    {
        var time = services.GetRequiredService<TimeProvider>();
        IRedflowStore store = address is StoreAddress.Memory
            ? SharedMemory.Open(settings.Prefix, time)
            : new RedisStore(ConnectionOf(services, key), new() { Prefix = settings.Prefix, Partitions = settings.Partitions }, time);
        return new EncodedStore(store, services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value.Codecs);
    }

    private static IConnectionMultiplexer ConnectionOf(IServiceProvider services, object? key) =>
        key is null ? services.GetRequiredService<IConnectionMultiplexer>() : services.GetRequiredKeyedService<IConnectionMultiplexer>(key);
}
