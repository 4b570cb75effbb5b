using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Parameters and connection strings run as soon as they have a value; a container never does.</summary>
internal static class ProcesslessResource
{
    public static async Task AnnounceAsync(IResource resource, InstanceServices services, CancellationToken cancellationToken)
    {
        var logger = services.Logs.GetLogger(resource);
        if (resource is not IValueProvider provider || resource is ContainerResource)
        {
            logger.LogError("The stand-in for Aspire.Hosting has no container runtime: '{Name}' cannot run.", resource.Name);
            Publish(KnownResourceStates.RuntimeUnhealthy);
            return;
        }

        try
        {
            await provider.GetValueAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DistributedApplicationException e)
        {
            logger.LogError("It has no value: {Reason}", e.Message);
            Publish(KnownResourceStates.FailedToStart);
            return;
        }

        Publish(KnownResourceStates.Running);
        var ready = services.Eventing.PublishAsync(new ResourceReadyEvent(resource, services.Services), cancellationToken);
        services.Notifications.Publish(resource, resource.Name, s => s with { ResourceReadyEvent = new EventSnapshot(ready) });
        await ready.ConfigureAwait(false);

        void Publish(string state) => services.Notifications.Publish(resource, resource.Name, s => s with { State = state });
    }
}
