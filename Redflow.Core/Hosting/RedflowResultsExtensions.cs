using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Storage;
using Redflow.Storage.Redis.Results;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a result backend to a host, with or without the rest of Redflow.</summary>
public static class RedflowResultsExtensions
{
    /// <summary>
    /// Adds an <see cref="IRunResultBackend"/>, over the Redis of a connection string. One that is registered already is used instead, as it is.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, of a string in any form that <see cref="StoreFactory"/> takes. An <see cref="IConnectionMultiplexer"/> that is registered already is used instead.</param>
    /// <param name="configure">Changes what <c>Redflow:Results</c> says.</param>
    /// <exception cref="StoreConfigurationException">The connection string is malformed, of a scheme that is not known, or asks for what can't be.</exception>
    public static IHostApplicationBuilder AddRedflowResults(
        this IHostApplicationBuilder builder, string connectionName, Action<RunResultOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(IRunResultBackend)))
        {
            return builder;
        }

        builder.AddOptions(configure);
        var address = StoreAddress.Parse(builder.Configuration.GetConnectionString(connectionName));
        if (address is StoreAddress.Memory)
        {
            builder.AddBackend((_, options, time) => RunResultBackends.Shared(options, time));
        }
        else
        {
            builder.AddRedisConnection(connectionName, address, isKeyed: false);
            builder.AddBackend((services, options, time) =>
                new RedisRunResultBackend(services.GetRequiredService<IConnectionMultiplexer>(), options, time));
        }

        return builder;
    }

    /// <summary>What holds for the client holds for results, unless their own section or the code says otherwise.</summary>
    private static void AddOptions(this IHostApplicationBuilder builder, Action<RunResultOptions>? configure)
    {
        builder.AddRedflowCommons();
        var fallback = RedflowClientSettings.Read(builder.Configuration, name: null, configure: null);
        var options = builder.Services.AddOptions<RunResultOptions>()
            .Configure<IOptions<RedflowPayloadOptions>, IServiceProvider>((results, payloads, services) =>
            {
                results.Prefix = (services.GetService<RedflowClientSettings>() ?? fallback).Prefix;
                results.Codecs = [.. payloads.Value.Codecs];
            })
            .BindConfiguration(RunResultOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }
    }

    private static void AddBackend(
        this IHostApplicationBuilder builder, Func<IServiceProvider, RunResultOptions, TimeProvider, IRunResultBackend> create) =>
        builder.Services.AddSingleton(services => create(
            services, services.GetRequiredService<IOptions<RunResultOptions>>().Value, services.GetRequiredService<TimeProvider>()));
}
