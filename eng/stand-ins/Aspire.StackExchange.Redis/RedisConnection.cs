using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Opens a connection that logs its failures and traces its commands.</summary>
internal static partial class RedisConnection
{
    public static IConnectionMultiplexer Open(IServiceProvider services, RedisConnectionConfiguration configuration)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Aspire.StackExchange.Redis");
        var multiplexer = ConnectionMultiplexer.Connect(configuration.CreateOptions());

        // 1.2.6 by default completes awaited calls one after the other on one thread: a caller that blocks after an
        // await would stall everybody else's. 2.x has no such order.
        multiplexer.PreserveAsyncOrder = false;

        multiplexer.ConnectionFailed += (_, e) => LogConnectionFailed(logger, e.Exception, e.EndPoint, e.ConnectionType, e.FailureType);
        multiplexer.ConnectionRestored += (_, e) => LogConnectionRestored(logger, e.EndPoint, e.ConnectionType);
        if (!multiplexer.IsConnected)
        {
            LogNotConnected(logger, string.Join(", ", multiplexer.GetEndPoints(configuredOnly: true).Select(e => e.ToString())));
        }

        if (!configuration.Settings.DisableTracing)
        {
            multiplexer.RegisterProfiler(new CommandTracer(multiplexer));
        }

        return multiplexer;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Connection to Redis at {EndPoint} failed ({ConnectionType}): {FailureType}")]
    private static partial void LogConnectionFailed(
        ILogger logger, Exception? exception, System.Net.EndPoint? endPoint, ConnectionType connectionType, ConnectionFailureType failureType);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection to Redis at {EndPoint} restored ({ConnectionType})")]
    private static partial void LogConnectionRestored(ILogger logger, System.Net.EndPoint? endPoint, ConnectionType connectionType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis at {EndPoints} is not reachable yet; the client keeps trying")]
    private static partial void LogNotConnected(ILogger logger, string endPoints);
}
