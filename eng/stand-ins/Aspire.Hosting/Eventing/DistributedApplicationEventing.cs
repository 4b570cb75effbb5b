using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Subscribers of an event run one after the other, in the order of their subscription (Aspire's default dispatch).</summary>
internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((e, ct) => callback((T)e, ct));
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add((typeof(T), subscription)));
        return subscription;
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Subscribe<T>((e, ct) => e.Resource == resource ? callback(e, ct) : Task.CompletedTask);

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, list => list.RemoveAll(s => s.Subscription == subscription));

    public async Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        foreach (var (_, subscription) in _subscriptions.Where(s => s.Event == @event.GetType()))
        {
            await subscription.Callback(@event, cancellationToken).ConfigureAwait(false);
        }
    }
}
