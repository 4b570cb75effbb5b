using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Payloads;
using Redflow.Storage;
using StackExchange.Redis;

namespace Redflow.Hosting;

/// <summary>What stores need of a host.</summary>
internal static class StoreServices
{
    /// <summary>The clock and the payloads, once for all stores of a host.</summary>
    public static void AddRedflowCommons(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (builder.Services.Any(service => service.ServiceType == typeof(PayloadSerializer)))
        {
            return;
        }

        builder.Services.AddOptions<RedflowPayloadOptions>()
            .Configure<IConfiguration>((_, configuration) => RefuseObjects(configuration))
            .BindConfiguration(RedflowPayloadOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new PayloadSerializer(services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value));
    }

    /// <summary>The connection to a server, unless the host has one.</summary>
    public static void AddRedisConnection(this IHostApplicationBuilder builder, string connectionName, StoreAddress address, bool isKeyed)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(IConnectionMultiplexer) && Equals(service.ServiceKey, isKeyed ? connectionName : null)))
        {
            return;
        }

        var url = (address as StoreAddress.Url)?.Redis;
        if (isKeyed)
        {
            builder.AddKeyedRedisClient(connectionName, client => client.ConnectionString = StoreFactory.WithDefaults(url?.Login ?? client.ConnectionString), Configure);
        }
        else
        {
            builder.AddRedisClient(connectionName, client => client.ConnectionString = StoreFactory.WithDefaults(url?.Login ?? client.ConnectionString), Configure);
        }

        void Configure(ConfigurationOptions connection)
        {
            // Redis may start after this process: calls wait for it or fail, the process does not.
            connection.AbortOnConnectFail = false;
            url?.ApplyTo(connection);
        }
    }

    /// <summary>What is an object is set in code: read from configuration, each of its properties would fail in a way of its own.</summary>
    private static void RefuseObjects(IConfiguration configuration)
    {
        var failures = new[] { nameof(RedflowPayloadOptions.Serializer), nameof(RedflowPayloadOptions.Codecs) }
            .Select(option => $"{RedflowPayloadOptions.Section}:{option}")
            .Where(key => configuration.GetSection(key).Exists())
            .Select(key => $"{key} is set in code, not in configuration.")
            .ToArray();
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(RedflowPayloadOptions.Section, typeof(RedflowPayloadOptions), failures);
        }
    }
}
