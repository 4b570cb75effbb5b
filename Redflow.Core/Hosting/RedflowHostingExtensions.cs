using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Redflow;
using Redflow.Client;
using Redflow.Execution;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Storage.Redis;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Redflow to a host, by the conventions of Aspire's client integrations.</summary>
public static class RedflowHostingExtensions
{
    /// <summary>Adds <see cref="RedflowClient"/>, over the Redis of a connection string.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, of a string in any form that <see cref="StoreFactory"/> takes. An <see cref="IConnectionMultiplexer"/> that is registered already is used instead.</param>
    /// <param name="configure">Changes what <c>Aspire:Redflow:Client</c> says.</param>
    public static IHostApplicationBuilder AddRedflowClient(
        this IHostApplicationBuilder builder, string connectionName, Action<RedflowClientSettings>? configure = null)
    {
        builder.AddRedflowStore(connectionName, configure);
        builder.Services.TryAddSingleton<RedflowClient>();
        return builder;
    }

    /// <summary>Adds a worker, and <see cref="RedflowClient"/> with it, over the Redis of a connection string.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, of a string in any form that <see cref="StoreFactory"/> takes. An <see cref="IConnectionMultiplexer"/> that is registered already is used instead.</param>
    /// <param name="configure">Changes what <c>Redflow:Worker</c> says.</param>
    /// <returns>What adds workflows to it.</returns>
    public static RedflowBuilder AddRedflowWorker(
        this IHostApplicationBuilder builder, string connectionName, Action<RedflowWorkerOptions>? configure = null)
    {
        builder.AddRedflowClient(connectionName);
        var options = builder.Services.AddOptions<RedflowWorkerOptions>()
            .BindConfiguration(RedflowWorkerOptions.Section)
            .ValidateDataAnnotations()
            .Validate(worker => worker.Queues.All(Names.IsValid), $"Queues: a queue's name is {Names.Rule}.")
            .Validate<IOptions<HostOptions>>(
                (worker, host) => host.Value.ShutdownTimeout >= worker.ShutdownGracePeriod + WorkerService.StopPeriod,
                $"ShutdownGracePeriod and {WorkerService.StopPeriod.TotalSeconds} s more have to fit into the host's ShutdownTimeout: shorten the one or raise the other.")
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddSingleton(Random.Shared);
        builder.Services.TryAddSingleton<WorkflowRegistry>();
        builder.Services.TryAddSingleton<PassExecutor>();
        builder.Services.AddHostedService<WorkerService>();
        return new(builder.Services);
    }

    /// <summary>
    /// Adds the store alone, for a process that neither emits nor runs, such as the Scheduler. An <see cref="IRedflowStore"/> that is
    /// registered already is used instead, as it is.
    /// </summary>
    /// <inheritdoc cref="AddRedflowClient"/>
    public static IHostApplicationBuilder AddRedflowStore(
        this IHostApplicationBuilder builder, string connectionName, Action<RedflowClientSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddPayloads();
        builder.Services.TryAddSingleton<StoreExaminer>();
        if (builder.Services.Any(service => service.ServiceType == typeof(IRedflowStore)))
        {
            return builder;
        }

        var settings = new RedflowClientSettings();
        builder.Configuration.GetSection(RedflowClientSettings.Section).Bind(settings);
        configure?.Invoke(settings);
        settings.Validate();
        if (StoreAddress.Parse(builder.Configuration.GetConnectionString(connectionName)) is var address and not StoreAddress.Memory)
        {
            builder.AddRedisStore(connectionName, address, new() { Prefix = settings.Prefix, Partitions = settings.Partitions });
        }
        else
        {
            builder.AddEncodedStore(services => SharedMemory.Open(settings.Prefix, services.GetRequiredService<TimeProvider>()));
        }

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("redflow-store");
        }

        return builder;
    }

    /// <summary>
    /// Examines the store when the host starts, and keeps it from starting on one that is not fit, as workers do by themselves. While
    /// Redis is away the host starts; it stops when Redis first answers and is not fit.
    /// </summary>
    /// <remarks>Goes before the hosted services that it protects.</remarks>
    public static IHostApplicationBuilder AddRedflowDoctor(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHostedService<StoreExamination>();
        return builder;
    }

    private static void AddRedisStore(
        this IHostApplicationBuilder builder, string connectionName, StoreAddress address, RedisStoreOptions options)
    {
        if (!builder.Services.Any(service => service.ServiceType == typeof(IConnectionMultiplexer) && !service.IsKeyedService))
        {
            var url = (address as StoreAddress.Url)?.Redis;
            builder.AddRedisClient(
                connectionName,
                client => client.ConnectionString = url is null ? client.ConnectionString : url.Login,
                connection =>
                {
                    // Redis may start after this process: calls wait for it or fail, the process does not.
                    connection.AbortOnConnectFail = false;
                    url?.ApplyTo(connection);
                });
        }

        builder.AddEncodedStore(services => new RedisStore(
            services.GetRequiredService<IConnectionMultiplexer>(), options, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Without codecs too: what other processes have compressed is read all the same, and turning codecs off loses nothing.</summary>
    private static void AddEncodedStore(this IHostApplicationBuilder builder, Func<IServiceProvider, IRedflowStore> store) =>
        builder.Services.AddSingleton<IRedflowStore>(services => new EncodedStore(
            store(services), services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value.Codecs));

    private static void AddPayloads(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(PayloadSerializer)))
        {
            return;
        }

        builder.Services.AddOptions<RedflowPayloadOptions>()
            .BindConfiguration(RedflowPayloadOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new PayloadSerializer(services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value));
    }
}
