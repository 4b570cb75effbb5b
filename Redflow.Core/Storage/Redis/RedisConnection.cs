using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Opens connections that the engine itself owns.</summary>
internal static class RedisConnection
{
    public static ConnectionMultiplexer Connect(ConfigurationOptions options) => Unordered(ConnectionMultiplexer.Connect(options));

    public static async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options) =>
        Unordered(await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false));

    /// <summary>Connects as another connection did, to the servers that it knows by now.</summary>
    /// <exception cref="ArgumentException">It was set up in code, and its configuration can't be read back.</exception>
    public static Task<ConnectionMultiplexer> ConnectLikeAsync(IConnectionMultiplexer other)
    {
        var options = ConfigurationOptions.Parse(other.Configuration);
        options.EndPoints.Clear();
        foreach (var endPoint in other.GetEndPoints())
        {
            options.EndPoints.Add(endPoint);
        }

        return ConnectAsync(options);
    }

    /// <summary>In version 1.2.6 a caller that blocks after an await would hold up all others, and a Dispose there takes 5 s.</summary>
    private static ConnectionMultiplexer Unordered(ConnectionMultiplexer multiplexer)
    {
#pragma warning disable CS0618 // Inert in 2.x.
        multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        return multiplexer;
    }
}
