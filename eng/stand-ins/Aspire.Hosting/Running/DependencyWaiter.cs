using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Holds a resource back until what it waits for is there: all instances of each dependency.</summary>
internal sealed class DependencyWaiter(ResourceNotificationService notifications)
{
    /// <exception cref="DistributedApplicationException">A dependency will not come up, and the application does not wait for that.</exception>
    public Task WaitAsync(IResource resource, CancellationToken cancellationToken) => Task.WhenAll(
        from wait in resource.Annotations.OfType<WaitAnnotation>()
        from id in wait.Resource.GetResolvedResourceNames()
        select WaitAsync(wait, id, cancellationToken));

    private async Task WaitAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var stops = notifications.DefaultWaitBehavior == WaitBehavior.StopOnResourceUnavailable;
        var reached = await notifications.WaitForResourceAsync(
            wait.Resource.Name,
            e => e.ResourceId == id && (IsThere(wait.WaitType, e.Snapshot) || (stops && ResourceNotificationService.IsUnavailable(e.Snapshot))),
            cancellationToken).ConfigureAwait(false);
        var snapshot = reached.Snapshot;
        if (!IsThere(wait.WaitType, snapshot))
        {
            throw new DistributedApplicationException($"Dependency resource '{wait.Resource.Name}' is in the state '{snapshot.State!.Text}'.");
        }

        if (wait.WaitType == WaitType.WaitForCompletion && snapshot.ExitCode is { } code && code != wait.ExitCode)
        {
            throw new DistributedApplicationException(
                $"Dependency resource '{wait.Resource.Name}' ended with exit code {code}; {wait.ExitCode} was expected.");
        }

        await (snapshot.ResourceReadyEvent?.EventTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static bool IsThere(WaitType type, CustomResourceSnapshot snapshot) => type switch
    {
        WaitType.WaitUntilHealthy => snapshot.HealthStatus == HealthStatus.Healthy && snapshot.ResourceReadyEvent is not null,
        WaitType.WaitUntilStarted => snapshot.State?.Text == KnownResourceStates.Running,
        _ => snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text),
    };
}
