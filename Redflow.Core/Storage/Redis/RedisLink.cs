using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>The connection of a store: the one it was given and, when that does not come back, one of its own.</summary>
/// <remarks>
/// StackExchange.Redis restores what was lost by itself, but may stay without a connection for good while a new one would have it at once
/// (its issue 269). Who was given one can't mend it for its owner; so the store makes a new one, and goes over to it when a server answers there.
/// </remarks>
internal sealed class RedisLink(IConnectionMultiplexer given) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<Subscription> _subscriptions = [];
    private volatile Connection _current = new(given, given.GetDatabase());
    private Task _replacing = Task.CompletedTask;
    private bool _disposed;

    public IConnectionMultiplexer Multiplexer => _current.Multiplexer;

    public IDatabase Database => _current.Database;

    /// <summary>Subscribes a channel, and again on every connection that comes after.</summary>
    public Task SubscribeAsync(RedisChannel channel, Action<RedisChannel, RedisValue> handler)
    {
        Connection current;
        lock (_gate)
        {
            _subscriptions.Add(new(channel, handler));
            current = _current;
        }

        return current.Multiplexer.GetSubscriber().SubscribeAsync(channel, handler);
    }

    /// <summary>Ends a subscription, without waiting for the server.</summary>
    public async Task UnsubscribeAsync(RedisChannel channel, Action<RedisChannel, RedisValue> handler)
    {
        Connection current;
        lock (_gate)
        {
            _subscriptions.Remove(new(channel, handler));
            current = _current;
        }

        foreach (var multiplexer in new[] { given, current.Multiplexer }.Distinct())
        {
            await multiplexer.GetSubscriber().UnsubscribeAsync(channel, handler, CommandFlags.FireAndForget).ConfigureAwait(false);
        }
    }

    /// <summary>Looks for a connection that answers, unless that was done since; who asks meanwhile waits for the same look.</summary>
    /// <param name="lost">The one that does not answer.</param>
    /// <param name="key">What it does not answer for; of a cluster that is one master.</param>
    public Task ReplaceAsync(IDatabase lost, RedisKey key)
    {
        lock (_gate)
        {
            if (!_disposed && _current.Database == lost && _replacing.IsCompleted)
            {
                _replacing = Task.Run(() => ReplaceAsync(_current, key));
            }

            return _replacing;
        }
    }

    /// <summary>Closes a connection of its own; the given one stays its owner's.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        await CloseAsync(_current).ConfigureAwait(false);
    }

    private async Task ReplaceAsync(Connection lost, RedisKey key)
    {
        try
        {
            var multiplexer = await RedisConnection.ConnectLikeAsync(lost.Multiplexer).ConfigureAwait(false);
            var next = new Connection(multiplexer, multiplexer.GetDatabase(lost.Database.Database));
            await CloseAsync(await TakesOverAsync(next, key).ConfigureAwait(false) ? lost : next).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ArgumentException)
        {
            // The server is away, or the connection was set up in code and can't be made from its configuration.
        }
    }

    /// <summary>Goes over to a connection on which the key's server answers, and all channels are subscribed.</summary>
    private async Task<bool> TakesOverAsync(Connection next, RedisKey key)
    {
        try
        {
            await next.Database.KeyExistsAsync(key).WaitAsync(RedisCaller.CallTimeout).ConfigureAwait(false);
            for (HashSet<Subscription> subscribed = []; TakeOver(next, subscribed) is { } wanted; subscribed = wanted)
            {
                await ChangeAsync(next.Multiplexer.GetSubscriber(), subscribed, wanted).WaitAsync(RedisCaller.CallTimeout).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Goes over to a connection that has the subscriptions of now; else returns those.</summary>
    private HashSet<Subscription>? TakeOver(Connection next, HashSet<Subscription> subscribed)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_subscriptions.SetEquals(subscribed))
            {
                return [.. _subscriptions];
            }

            _current = next;
            return null;
        }
    }

    private static Task ChangeAsync(ISubscriber subscriber, HashSet<Subscription> from, HashSet<Subscription> to) => Task.WhenAll(
        [
            .. to.Except(from).Select(each => subscriber.SubscribeAsync(each.Channel, each.Handler)),
            .. from.Except(to).Select(each => subscriber.UnsubscribeAsync(each.Channel, each.Handler)),
        ]);

    private async Task CloseAsync(Connection connection)
    {
        if (connection.Multiplexer != given)
        {
            await connection.Multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            connection.Multiplexer.Dispose();
        }
    }

    private sealed record Subscription(RedisChannel Channel, Action<RedisChannel, RedisValue> Handler);

    private sealed record Connection(IConnectionMultiplexer Multiplexer, IDatabase Database);
}
