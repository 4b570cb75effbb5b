using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceNotificationService : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Channel<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposing = new();

    internal ResourceNotificationService(AppHostSettings settings) => DefaultWaitBehavior =
        settings.Testing ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable;

    internal WaitBehavior DefaultWaitBehavior { get; }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in resource.GetResolvedResourceNames())
        {
            Publish(resource, id, stateFactory);
        }

        return Task.CompletedTask;
    }

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        Publish(resource, resourceId, stateFactory);
        return Task.CompletedTask;
    }

    /// <summary>The current state of every resource, then each change; a watcher never misses one.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            foreach (var known in _current.Values)
            {
                channel.Writer.TryWrite(known);
            }

            _watchers.Add(channel);
        }

        try
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
            await foreach (var change in channel.Reader.ReadAllAsync(ending.Token).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            return _current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToArray();
        var reached = await WaitForResourceAsync(resourceName, e => states.Contains(e.Snapshot.State?.Text), cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The wait for resource '{resourceName}' ended before it reached the state waited for.");
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var stops = waitBehavior == WaitBehavior.StopOnResourceUnavailable;
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.HealthStatus == HealthStatus.Healthy || (stops && IsUnavailable(e.Snapshot)),
            cancellationToken).ConfigureAwait(false);
        return !IsUnavailable(reached.Snapshot) ? reached : throw new DistributedApplicationException(
            $"Stopped waiting for resource '{resourceName}' to become healthy: it is in the state '{reached.Snapshot.State!.Text}'.");
    }

    public void Dispose()
    {
        _disposing.Cancel();
        _disposing.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static bool IsUnavailable(CustomResourceSnapshot snapshot) => snapshot.State is { } state
        && (KnownResourceStates.TerminalStates.Contains(state.Text) || state.Text == KnownResourceStates.RuntimeUnhealthy);

    internal ResourceEvent Publish(IResource resource, string id, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var before = _current.TryGetValue(id, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal), Properties = [] };
            var published = new ResourceEvent(resource, id, change(before));
            _current[id] = published;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(published);
            }

            return published;
        }
    }
}
