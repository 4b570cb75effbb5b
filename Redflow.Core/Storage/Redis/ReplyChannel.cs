using System.Text;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>
/// The channel on which this process is told that something it waits for has come.
/// </summary>
/// <remarks>
/// The race: what is waited for may come between the look and the wait. So the channel is subscribed first, and a look is a script that
/// answers or registers the channel in one step. A message can be lost with the connection: a waiter looks again unasked, slowly.
/// </remarks>
internal sealed class ReplyChannel(RedisCaller caller, RedisLink link, RedisChannel channel, TimeSpan lookAgain, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>How often a waiter looks unasked, unless a test says otherwise.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _subscribed;

    public string Name { get; } = (string)channel!;

    /// <summary>Reads an answer; null when it is not the one that is waited for.</summary>
    public delegate T? Reader<out T>(ReadOnlySpan<byte> answer)
        where T : class;

    /// <summary>How long a registration of the channel may be needed: until the next look, and the time that one may take.</summary>
    public TimeSpan Registration { get; } = lookAgain * 3;

    /// <summary>How many things are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_waiters)
            {
                return _waiters.Count;
            }
        }
    }

    /// <summary>Looks until there is an answer; null when there is none within the time-out.</summary>
    /// <param name="id">What messages name it by.</param>
    /// <param name="look">Answers, or registers the channel and returns null.</param>
    /// <param name="read">Reads the answer that came with a message.</param>
    /// <param name="timeout">How long; an outage shorter than that is waited out.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<T?> AwaitAsync<T>(
        string id, Func<CancellationToken, Task<T?>> look, Reader<T> read, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class
    {
        var started = time.GetTimestamp();
        TimeSpan Left() => timeout == Timeout.InfiniteTimeSpan ? lookAgain : timeout - time.GetElapsedTime(started);
        while (true)
        {
            using var waiter = new Waiter(_waiters, id);
            try
            {
                await SubscribeAsync(cancellationToken).ConfigureAwait(false);
                if (await look(cancellationToken).ConfigureAwait(false) is { } answer)
                {
                    return answer;
                }
            }
            catch (StoreUnavailableException) when (Left() > TimeSpan.Zero)
            {
                // Who waits for something can wait for Redis.
            }

            var left = Left();
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await waiter.Signaled.WaitAsync(left < lookAgain ? left : lookAgain, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (waiter.Told is { Length: > 0 } told && read(told) is { } answered)
            {
                return answered;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscribed)
        {
            await link.UnsubscribeAsync(channel, Signal).ConfigureAwait(false);
        }

        _gate.Dispose();
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        if (_subscribed)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_subscribed)
            {
                await caller.CallAsync("subscribe", async _ =>
                {
                    await link.SubscribeAsync(channel, Signal).ConfigureAwait(false);
                    return true;
                }, cancellationToken).ConfigureAwait(false);
                _subscribed = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A message is an id; it may be followed by a line feed and the answer.</summary>
    private void Signal(RedisChannel from, RedisValue published)
    {
        byte[] message = published!;
        var end = Array.IndexOf(message, (byte)'\n');
        var (id, answer) = end < 0 ? (Encoding.UTF8.GetString(message), null) : (Encoding.UTF8.GetString(message, 0, end), message[(end + 1)..]);
        lock (_waiters)
        {
            _waiters.GetValueOrDefault(id)?.ForEach(waiter => waiter.Signal(answer));
        }
    }

    /// <summary>One wait: known to the channel's handler from its beginning to its end.</summary>
    private sealed class Waiter : IDisposable
    {
        private readonly Dictionary<string, List<Waiter>> _waiters;
        private readonly string _id;
        private readonly TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile byte[]? _told;

        public Waiter(Dictionary<string, List<Waiter>> waiters, string id)
        {
            (_waiters, _id) = (waiters, id);
            lock (waiters)
            {
                if (!waiters.TryGetValue(id, out var others))
                {
                    waiters[id] = others = [];
                }

                others.Add(this);
            }
        }

        public Task Signaled => _signal.Task;

        /// <summary>The answer that came with the last signal; null for none so far.</summary>
        public byte[]? Told => _told;

        public void Signal(byte[]? answer)
        {
            _told = answer;
            _signal.TrySetResult();
        }

        public void Dispose()
        {
            lock (_waiters)
            {
                _waiters[_id].Remove(this);
                if (_waiters[_id].Count == 0)
                {
                    _waiters.Remove(_id);
                }
            }
        }
    }
}
