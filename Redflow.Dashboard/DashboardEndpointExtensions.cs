using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Audit;
using Redflow.Dashboard.Bulk;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Events;
using Redflow.Dashboard.Failed;
using Redflow.Dashboard.FirstRun;
using Redflow.Dashboard.Live;
using Redflow.Dashboard.Overview;
using Redflow.Dashboard.Palette;
using Redflow.Dashboard.Queues;
using Redflow.Dashboard.Runs;
using Redflow.Dashboard.Schedules;
using Redflow.Dashboard.Settings;
using Redflow.Dashboard.Workers;
using Redflow.Dashboard.Workflows;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the dashboard.</summary>
public static class DashboardEndpointExtensions
{
    /// <summary>Maps the dashboard's pages under a path.</summary>
    /// <param name="endpoints">The app. Its services have the dashboard, by <c>builder.AddRedflowDashboard()</c>, and a <see cref="RedflowClient"/>.</param>
    /// <param name="path">Where; <c>/</c> for the app's own root.</param>
    /// <returns>What says who gets in: call <c>RequireAuthorization</c> on it.</returns>
    /// <remarks>
    /// Who gets in is up to the app. Until it says so, by <c>RequireAuthorization</c> or <c>AllowAnonymous</c>, the dashboard is closed: it answers requests of
    /// this machine in Development alone, and refuses all others with a sentence that says what to do.
    /// </remarks>
    public static IEndpointConventionBuilder MapRedflowDashboard(this IEndpointRouteBuilder endpoints, string path = "/redflow")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(OverviewReader)) != true)
        {
            throw new InvalidOperationException("The dashboard's services are missing: call builder.AddRedflowDashboard() before the app is built.");
        }

        var dashboard = endpoints.MapGroup(path.TrimEnd('/'));
        dashboard.ExcludeFromDescription();
        dashboard.AddEndpointFilter<RouteGroupBuilder, DashboardDoor>();
        dashboard.MapAssets();
        dashboard.MapLive();
        dashboard.MapPalette();
        var pages = dashboard.MapGroup("");
        pages.AddEndpointFilter<RouteGroupBuilder, PageBoundary>();
        pages.MapOverview();
        pages.MapFirstRun();
        pages.MapRuns();
        pages.MapFailures();
        pages.MapBulk();
        pages.MapSchedules();
        pages.MapEvents();
        pages.MapWorkflows();
        pages.MapQueues();
        pages.MapWorkers();
        pages.MapSettings();
        pages.MapAudit();
        return dashboard;
    }
}
