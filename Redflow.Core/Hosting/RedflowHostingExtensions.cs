using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Redflow;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Execution;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Storage;
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
        builder.Services.TryAddSingleton(services => new RedflowClient(
            services.GetRequiredService<IRedflowStore>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<PayloadSerializer>())
        {
            Services = services,
        });
        return builder;
    }

    /// <summary>
    /// Adds one more <see cref="RedflowClient"/>, for another Redis or namespace: a keyed service. It has the settings of
    /// <c>Aspire:Redflow:Client</c> and, over them, of <c>Aspire:Redflow:Client:</c> and its name.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="name">The service's key, and the name in <c>ConnectionStrings</c>. A keyed <see cref="IConnectionMultiplexer"/> of that name is used instead.</param>
    /// <param name="configure">Changes what the configuration says.</param>
    /// <exception cref="InvalidOperationException">There is one of that name already.</exception>
    public static IHostApplicationBuilder AddKeyedRedflowClient(
        this IHostApplicationBuilder builder, string name, Action<RedflowClientSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.AddRedflowCommons();
        if (builder.Services.Any(service => service.ServiceType == typeof(RedflowClient) && Equals(service.ServiceKey, name)))
        {
            throw new InvalidOperationException($"There is a keyed client '{name}' already: give this one another name, or leave it out.");
        }

        var settings = RedflowClientSettings.Read(builder.Configuration, name, configure);
        var address = StoreAddress.Parse(builder.Configuration.GetConnectionString(name));
        if (address is not StoreAddress.Memory)
        {
            builder.AddRedisConnection(name, address, isKeyed: true);
        }

        builder.Services.AddKeyedSingleton(name, (services, _) => EncodedStores.Open(services, address, settings, name));
        builder.Services.AddSingleton<IHostedService>(services => new StoreOpening(services, name));
        builder.Services.AddKeyedSingleton(name, (services, _) => new RedflowClient(
            services.GetRequiredKeyedService<IRedflowStore>(name), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<PayloadSerializer>())
        {
            Services = services,
        });
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddKeyedSingleton(name, (services, _) => new StoreExaminer(
                services.GetRequiredKeyedService<IRedflowStore>(name), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<StoreExaminer>>()));
            builder.Services.AddHealthChecks().Add(new($"redflow-store_{name}", services => new StoreHealthCheck(
                services.GetRequiredKeyedService<IRedflowStore>(name), services.GetRequiredKeyedService<StoreExaminer>(name)), failureStatus: null, tags: null));
        }

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
                (worker, host) => host.Value.ShutdownTimeout == Timeout.InfiniteTimeSpan || host.Value.ShutdownTimeout - WorkerService.StopPeriod >= worker.ShutdownGracePeriod,
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
        var added = new RedflowBuilder(builder.Services);
        return builder.Services.Any(service => service.ServiceType == typeof(WorkerMark)) ? added : AddOwnWorkflows(added);
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
        builder.AddRedflowCommons();
        builder.Services.TryAddSingleton<StoreExaminer>();
        if (builder.Services.Any(service => service.ServiceType == typeof(IRedflowStore)))
        {
            return builder;
        }

        var settings = RedflowClientSettings.Read(builder.Configuration, name: null, configure);
        var address = StoreAddress.Parse(builder.Configuration.GetConnectionString(connectionName));
        if (address is not StoreAddress.Memory)
        {
            builder.AddRedisConnection(connectionName, address, isKeyed: false);
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(services => EncodedStores.Open(services, address, settings, key: null));
        builder.Services.AddSingleton<IHostedService>(services => new StoreOpening(services, key: null));
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

    /// <summary>What the engine runs for itself, once for each host.</summary>
    private static RedflowBuilder AddOwnWorkflows(RedflowBuilder worker)
    {
        worker.Services.AddSingleton<WorkerMark>();
        return worker.AddWorkflow<BulkWorkflow>();
    }

    private sealed class WorkerMark;
}
