using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Redflow.Client;
using Redflow.Dashboard;
using Redflow.Dashboard.Audit;
using Redflow.Dashboard.Bulk;
using Redflow.Dashboard.Events;
using Redflow.Dashboard.Exports;
using Redflow.Dashboard.Live;
using Redflow.Dashboard.Overview;
using Redflow.Dashboard.Palette;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Queues;
using Redflow.Dashboard.Redaction;
using Redflow.Dashboard.Runs;
using Redflow.Dashboard.Schedules;
using Redflow.Dashboard.Settings;
using Redflow.Dashboard.Workers;
using Redflow.Dashboard.Workflows;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the dashboard to a host.</summary>
public static class DashboardHostingExtensions
{
    /// <summary>Adds what the dashboard takes, for <c>app.MapRedflowDashboard()</c>. The host has a <see cref="RedflowClient"/>.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="configure">Says who sees what.</param>
    public static IHostApplicationBuilder AddRedflowDashboard(this IHostApplicationBuilder builder, Action<RedflowDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<RedflowDashboardOptions>()
            .Validate(options => options.Redact.All(path => RedactionPath.Parse(path) is not null), $"Redact takes paths {RedactionPath.Forms}.")
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddChangeHub();
        builder.Services.TryAddSingleton<Redactor>();
        builder.Services.TryAddSingleton<Veil>();
        builder.Services.TryAddSingleton<HourReader>();
        builder.Services.TryAddSingleton<OverviewReader>();
        builder.Services.TryAddSingleton<TriggerReader>();
        builder.Services.TryAddSingleton<WorkflowReader>();
        builder.Services.TryAddSingleton<QueueReader>();
        builder.Services.TryAddSingleton<WorkerReader>();
        builder.Services.TryAddSingleton<RunReader>();
        builder.Services.TryAddSingleton<SettingsReader>();
        builder.Services.TryAddSingleton<AuditReader>();
        builder.Services.TryAddSingleton<NameReader>();
        builder.Services.TryAddSingleton<PaletteFinder>();
        builder.Services.TryAddSingleton<RecipeWriter>();
        builder.Services.TryAddSingleton<RunFinder>();
        builder.Services.TryAddSingleton<RunExport>();
        builder.Services.TryAddSingleton<BulkPlanner>();
        builder.Services.TryAddSingleton<Vocabulary>();
        builder.Services.TryAddSingleton<ScheduleReader>();
        builder.Services.TryAddSingleton<EventReader>();
        return builder;
    }
}
