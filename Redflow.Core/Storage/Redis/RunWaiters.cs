using Redflow.Payloads;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>
/// Waits for the ends of runs over one reply channel of this process.
/// </summary>
/// <remarks>
/// The race: a run may end between the look and the wait. So the channel is subscribed first, and <c>await_run.lua</c> answers or
/// registers in one step. A message can be lost with the connection: every two seconds a waiter looks again.
/// </remarks>
internal sealed class RunWaiters : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly RedisPartitions _partitions;
    private readonly ISubscriber _subscriber;
    private readonly TimeProvider _time;
    private readonly RedisChannel _channel;
    private readonly Dictionary<RunId, List<Waiter>> _waiters = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _subscribed;

    public RunWaiters(RedisPartitions partitions, ISubscriber subscriber, RedisKeys keys, TimeProvider time)
    {
        _partitions = partitions;
        _subscriber = subscriber;
        _time = time;
        _channel = keys.ReplyChannel(Guid.NewGuid().ToString("N"));
    }

    public async Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        TimeSpan Left() => timeout == Timeout.InfiniteTimeSpan ? LookAgain : timeout - _time.GetElapsedTime(started);
        while (true)
        {
            using var waiter = new Waiter(_waiters, id);
            try
            {
                await SubscribeAsync(cancellationToken).ConfigureAwait(false);
                if (await LookAsync(id, cancellationToken).ConfigureAwait(false) is { } outcome)
                {
                    return outcome;
                }
            }
            catch (StoreUnavailableException) when (Left() > TimeSpan.Zero)
            {
                // Who waits for a run can wait for Redis.
            }

            var left = Left();
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await waiter.Signaled.WaitAsync(left < LookAgain ? left : LookAgain, _time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How many runs are waited for.</summary>
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

    public async ValueTask DisposeAsync()
    {
        if (_subscribed)
        {
            await _subscriber.UnsubscribeAsync(_channel, flags: CommandFlags.FireAndForget).ConfigureAwait(false);
        }

        _gate.Dispose();
    }

    private async Task<RunOutcome?> LookAsync(RunId id, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id.ToString(), (string)_channel!, Replies.Milliseconds(LookAgain * 3)];
        var reply = (await _partitions.Of(id).Caller.EvaluateAsync(Scripts.AwaitRun, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return reply[0].Text() switch
        {
            "waiting" => null,
            "succeeded" => new RunOutcome.Succeeded(new Payload(reply[1].Bytes())),
            "failed" => new RunOutcome.Failed(RunReader.ToError(reply[1].Bytes()!)),
            "canceled" => new RunOutcome.Canceled(Replies.NullIfEmpty(reply[1].TextOrNull())),
            _ => throw new RunNotFoundException(id),
        };
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
                await _partitions.First.Caller.CallAsync("subscribe", async _ =>
                {
                    await _subscriber.SubscribeAsync(_channel, (_, id) => Signal((string)id!)).ConfigureAwait(false);
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

    private void Signal(string text)
    {
        if (RunId.TryParse(text, null, out var id))
        {
            lock (_waiters)
            {
                _waiters.GetValueOrDefault(id)?.ForEach(waiter => waiter.Signal());
            }
        }
    }

    /// <summary>One wait for one run: known to the channel's handler from its beginning to its end.</summary>
    private sealed class Waiter : IDisposable
    {
        private readonly Dictionary<RunId, List<Waiter>> _waiters;
        private readonly RunId _id;
        private readonly TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Waiter(Dictionary<RunId, List<Waiter>> waiters, RunId id)
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

        public void Signal() => _signal.TrySetResult();

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
