using Microsoft.Extensions.DependencyInjection;
using Redflow.Scheduling;
using Redflow.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a scheduler to a host: the Scheduler's own, or a worker's for a small app in one process.</summary>
public static class SchedulerHostingExtensions
{
    /// <summary>Adds a scheduler over the Redis of a connection string. Any number of processes may run one.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>.</param>
    /// <param name="configure">Changes what <c>Redflow:Scheduler</c> says.</param>
    public static IHostApplicationBuilder AddRedflowScheduler(
        this IHostApplicationBuilder builder, string connectionName, Action<SchedulerOptions>? configure = null)
    {
        builder.AddRedflowStore(connectionName);
        var options = builder.Services.AddOptions<SchedulerOptions>()
            .BindConfiguration(SchedulerOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.AddRedflowDoctor();
        builder.Services.AddHostedService<Promoter>();
        builder.Services.AddHostedService<Ticker>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<Reaper>();
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddMetrics();
        builder.Services.AddHostedService<QueueGauges>();
        return builder;
    }
}
