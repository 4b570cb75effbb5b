using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Runs the health checks of a running instance until it ends, and announces it ready when they first pass.</summary>
internal sealed class HealthMonitor(
    HealthCheckService checks, ResourceNotificationService notifications, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    public static ImmutableArray<HealthReportSnapshot> Unchecked(IResource resource) =>
        [.. KeysOf(resource).Select(key => new HealthReportSnapshot(key, Status: null, Description: null, ExceptionText: null))];

    public async Task MonitorAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        var keys = KeysOf(resource).ToHashSet();
        var ready = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var reports = await CheckAsync(keys, cancellationToken).ConfigureAwait(false);
            var published = notifications.Publish(resource, id, s => s with { HealthReports = reports });
            var healthy = published.Snapshot.HealthStatus == HealthStatus.Healthy;
            if (healthy && !ready)
            {
                ready = true;
                await AnnounceAsync(resource, id, cancellationToken).ConfigureAwait(false);
            }

            if (keys.Count == 0)
            {
                return;
            }

            await Task.Delay(healthy ? WhileHealthy : WhileUnhealthy, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> KeysOf(IResource resource) => resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => a.Key);

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var report = await checks.CheckHealthAsync(r => keys.Contains(r.Name), cancellationToken).ConfigureAwait(false);
        return
        [
            .. keys.Select(key => report.Entries.TryGetValue(key, out var entry)
                ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString())
                : throw new DistributedApplicationException($"No health check '{key}' is registered with the AppHost's services.")),
        ];
    }

    private async Task AnnounceAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        var announced = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        notifications.Publish(resource, id, s => s with { ResourceReadyEvent = new EventSnapshot(announced) });
        await announced.ConfigureAwait(false);
    }
}
