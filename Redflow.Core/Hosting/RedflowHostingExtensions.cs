using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Redflow;
using Redflow.Client;
using Redflow.Execution;
using Redflow.Hosting;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Redflow to a host, by the conventions of Aspire's client integrations.</summary>
public static class RedflowHostingExtensions
{
    /// <summary>Adds <see cref="RedflowClient"/>, over the Redis of a connection string.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>. An <see cref="IConnectionMultiplexer"/> that is registered already is used instead.</param>
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
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>. An <see cref="IConnectionMultiplexer"/> that is registered already is used instead.</param>
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
        if (builder.Services.Any(service => service.ServiceType == typeof(IRedflowStore)))
        {
            return builder;
        }

        if (!builder.Services.Any(service => service.ServiceType == typeof(IConnectionMultiplexer) && !service.IsKeyedService))
        {
            // Redis may start after this process: calls wait for it or fail, the process does not.
            builder.AddRedisClient(connectionName, configureOptions: options => options.AbortOnConnectFail = false);
        }

        var settings = new RedflowClientSettings();
        builder.Configuration.GetSection(RedflowClientSettings.Section).Bind(settings);
        configure?.Invoke(settings);
        builder.Services.AddSingleton<IRedflowStore>(services => new RedisStore(
            services.GetRequiredService<IConnectionMultiplexer>(), settings.Prefix, services.GetRequiredService<TimeProvider>()));
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("redflow-store");
        }

        return builder;
    }
}
