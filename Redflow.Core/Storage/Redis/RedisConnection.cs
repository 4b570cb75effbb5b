using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Opens connections that the engine itself owns.</summary>
internal static class RedisConnection
{
    public static ConnectionMultiplexer Connect(ConfigurationOptions options) => Unordered(ConnectionMultiplexer.Connect(options));

    public static async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options) =>
        Unordered(await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false));

    /// <summary>In version 1.2.6 a caller that blocks after an await would hold up all others, and a Dispose there takes 5 s.</summary>
    private static ConnectionMultiplexer Unordered(ConnectionMultiplexer multiplexer)
    {
#pragma warning disable CS0618 // Inert in 2.x.
        multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        return multiplexer;
    }
}
