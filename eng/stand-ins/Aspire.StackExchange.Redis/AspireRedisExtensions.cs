using Aspire.StackExchange.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Redis connections with a host.</summary>
public static class AspireRedisExtensions
{
    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> as a singleton that connects when it is first asked for,
    /// with a health check, logging and tracing.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">The name of the connection string in <c>ConnectionStrings</c>.</param>
    /// <param name="configureSettings">Runs after the settings were read from the configuration.</param>
    /// <param name="configureOptions">Runs after the options were read from the configuration.</param>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var connection = Read(builder, connectionName, configureSettings, configureOptions);

        builder.Services.AddSingleton(services => RedisConnection.Open(services, connection));
        AddHealthCheck(builder, connection, "StackExchange.Redis", services => services.GetRequiredService<IConnectionMultiplexer>());
    }

    /// <summary>Registers <see cref="IConnectionMultiplexer"/> as a keyed singleton: <see cref="AddRedisClient"/> for more than one server.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="name">The service's key, and the name of the connection string in <c>ConnectionStrings</c>.</param>
    /// <param name="configureSettings">Runs after the settings were read from the configuration.</param>
    /// <param name="configureOptions">Runs after the options were read from the configuration.</param>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var connection = Read(builder, name, configureSettings, configureOptions);

        builder.Services.AddKeyedSingleton(name, (services, _) => RedisConnection.Open(services, connection));
        AddHealthCheck(builder, connection, $"StackExchange.Redis_{name}", services => services.GetRequiredKeyedService<IConnectionMultiplexer>(name));
    }

    private static RedisConnectionConfiguration Read(
        IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        return RedisConnectionConfiguration.Read(builder.Configuration, connectionName, configureSettings, configureOptions);
    }

    private static void AddHealthCheck(
        IHostApplicationBuilder builder,
        RedisConnectionConfiguration connection,
        string checkName,
        Func<IServiceProvider, IConnectionMultiplexer> multiplexer)
    {
        if (connection.Settings.DisableHealthChecks)
        {
            return;
        }

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            checkName, services => new RedisHealthCheck(() => multiplexer(services)), failureStatus: null, tags: null));
    }
}
