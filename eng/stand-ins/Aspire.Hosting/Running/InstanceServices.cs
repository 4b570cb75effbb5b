using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Running;

/// <summary>What every instance works with.</summary>
internal sealed record InstanceServices(
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    IDistributedApplicationEventing Eventing,
    DependencyWaiter Waiter,
    ProcessLauncher Launcher,
    HealthMonitor Health,
    OrphanGuard Guard,
    IServiceProvider Services);
