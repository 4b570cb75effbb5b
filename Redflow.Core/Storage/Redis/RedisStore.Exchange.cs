using System.Globalization;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <content>What a worker with several partitions does, and its subscriptions.</content>
public sealed partial class RedisStore
{
    /// <summary>
    /// Hands passes in where their runs live. Claims from one partition after the other, each time beginning with the next one; once there is no
    /// room left, the calls to those that remain go together.
    /// </summary>
    private async Task<ExchangeReply> ExchangeWithAllAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var count = _partitions.All.Count;
        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)count);
        var replies = new PartitionReplies<ExchangeReply>(count);
        var (room, visited) = (exchange.Room, 0);
        for (; room > 0 && visited < count; visited++)
        {
            var reply = await SendAsync((first + visited) % count, room).ConfigureAwait(false);
            room = reply is { IsCut: true } ? 0 : room - (reply?.Claimed.Count ?? 0);
        }

        await Task.WhenAll(Enumerable.Range(first + visited, count - visited).Select(i => SendAsync(i % count, room: 0))).ConfigureAwait(false);
        replies.EnsureAny();
        return Merge(exchange, replies);

        Task<ExchangeReply?> SendAsync(int p, int room) => replies.CallAsync(
            p,
            () => _partitions.All[p].Exchange.SendAsync(
                exchange with { Room = room, Finished = [.. exchange.Finished.Where(pass => pass.Id.Partition == p)] }, cancellationToken),
            cancellationToken);
    }

    private static ExchangeReply Merge(Exchange exchange, PartitionReplies<ExchangeReply> replies)
    {
        var finished = exchange.Finished.Select(pass => pass.Id.Partition).Distinct()
            .ToDictionary(p => p, p => new Queue<bool>(replies[p]?.Finished ?? []));
        return new(
            replies.All.All(reply => reply.Known),
            [.. exchange.Finished.Select(pass => finished[pass.Id.Partition].TryDequeue(out var accepted) && accepted)],
            [.. replies.All.SelectMany(reply => reply.Claimed)])
        {
            Unanswered = [.. exchange.Finished.Where(pass => replies[pass.Id.Partition] is null)],
            Failure = replies.Failure,
            IsCut = replies.All.Any(reply => reply.IsCut),
            HasEffects = replies.All.Any(reply => reply.HasEffects),
        };
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeAsync(
        string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default) =>
        SubscribeAsync(keys => keys.WorkerChannel(worker), message => onSignal(ReadSignal(message)), cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default) =>
        SubscribeAsync(keys => keys.SchedulerChannel, _ => onEarlier(), cancellationToken);

    private static WorkerSignal ReadSignal(string message) => message.Split(' ') switch
    {
        ["cancel", var id, var fence] => new WorkerSignal.Cancel(ReadHeld(id, fence)),
        ["timeout", var id, var fence] => new WorkerSignal.TimedOut(ReadHeld(id, fence)),
        _ => new WorkerSignal.Wake(),
    };

    private static HeldRun ReadHeld(string id, string fence) =>
        new(RunId.Parse(id, null), long.Parse(fence, CultureInfo.InvariantCulture));

    private async Task<IAsyncDisposable> SubscribeAsync(
        Func<RedisKeys, RedisChannel> channel, Action<string> onMessage, CancellationToken cancellationToken)
    {
        void Handle(RedisChannel _, RedisValue message) => onMessage((string)message!);
        var channels = _partitions.All.Select(partition => channel(partition.Keys)).ToArray();
        var subscription = new Subscription(_link, channels, Handle);
        try
        {
            foreach (var one in channels)
            {
                await _partitions.First.Caller.CallAsync("subscribe", async _ =>
                {
                    await _link.SubscribeAsync(one, Handle).ConfigureAwait(false);
                    return true;
                }, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // Those that it has would go on calling back, and the next try would add them again.
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return subscription;
    }

    private sealed class Subscription(RedisLink link, RedisChannel[] channels, Action<RedisChannel, RedisValue> handler) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var channel in channels)
            {
                await link.UnsubscribeAsync(channel, handler).ConfigureAwait(false);
            }
        }
    }
}
