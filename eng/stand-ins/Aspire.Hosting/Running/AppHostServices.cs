using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

internal static class AppHostServices
{
    public static void Add(HostApplicationBuilder host, IDistributedApplicationBuilder builder, AppHostSettings settings)
    {
        var services = host.Services;
        services.AddSingleton(settings);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(s => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton(s => new ResourceNotificationService(settings));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(s => new ResourceCommandService(s.GetRequiredService<ResourceNotificationService>(), s.GetRequiredService<Orchestrator>()));
        services.AddHealthChecks();
        services.AddHttpClient();
        AddRunning(services, builder);
        AddLogging(host.Logging);
        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddHostedService<ManifestPublisher>();
        }
        else
        {
            services.AddHostedService<LogForwarder>();
            services.AddHostedService(s => s.GetRequiredService<Orchestrator>());
        }
    }

    private static void AddRunning(IServiceCollection services, IDistributedApplicationBuilder builder)
    {
        services.AddSingleton<OrphanGuard>();
        services.AddSingleton<DependencyWaiter>();
        services.AddSingleton<ProcessLauncher>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton(new DashboardOptions(builder.AppHostDirectory, builder.Configuration));
        services.AddSingleton<DashboardProcess>();
        services.AddSingleton<InstanceServices>();
        services.AddSingleton<Orchestrator>();
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(o => o.SingleLine = true);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // A check that fails while its resource comes up is what WaitFor waits out, not an error to show.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
