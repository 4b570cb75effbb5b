using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <content>What workers and schedulers do, over and over.</content>
public sealed partial class RedisStore
{
    /// <summary>After how long a partition is looked at again that did not answer.</summary>
    private static readonly TimeSpan ReapAgain = TimeSpan.FromSeconds(1);

    /// <summary>The partitions where the last look for lost workers failed.</summary>
    private IReadOnlyList<int> _unreaped = [];
    private int _turn;

    /// <inheritdoc/>
    public Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default) =>
        EachAsync(partition => partition.Leases.RegisterAsync(worker, cancellationToken));

    /// <inheritdoc/>
    public Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return _partitions.All.Count == 1
            ? _partitions.First.Exchange.SendAsync(exchange, cancellationToken)
            : ExchangeWithAllAsync(exchange, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(renewal);
        if (_partitions.All.Count == 1)
        {
            return await _partitions.First.Leases.RenewAsync(renewal, cancellationToken).ConfigureAwait(false);
        }

        var replies = new PartitionReplies<RenewReply>(_partitions.All.Count);
        await EachAsync((partition, p) => replies.CallAsync(
            p,
            () => partition.Leases.RenewBesideOthersAsync(renewal with { Held = [.. renewal.Held.Where(run => run.Id.Partition == p)] }, cancellationToken),
            cancellationToken)).ConfigureAwait(false);
        replies.EnsureAny();
        return new(
            replies.All.All(reply => reply.Known),
            [.. replies.All.SelectMany(reply => reply.Lost)],
            [.. replies.All.SelectMany(reply => reply.TimedOut)],
            [.. replies.All.SelectMany(reply => reply.Canceled)],
            replies.All.Sum(reply => reply.Returned))
        {
            Unanswered = replies.Unanswered,
            Failure = replies.Failure,
        };
    }

    /// <inheritdoc/>
    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) =>
        EachAsync(partition => partition.Leases.ReleaseAsync(worker, cancellationToken));

    /// <inheritdoc/>
    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        LookAtDueAsync(partition => LookAsync(partition, Scripts.PromoteRuns, [limit], cancellationToken));

    /// <inheritdoc/>
    public async Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var replies = new PartitionReplies<DueReply>(_partitions.All.Count);
        await EachAsync((partition, p) => replies.CallAsync(p, () => ReapAsync(partition, p), cancellationToken)).ConfigureAwait(false);
        _unreaped = replies.Unanswered;
        replies.EnsureAny();
        return _unreaped.Count == 0 ? Merge(replies.All) : Merge(replies.All.Append(new(0, ReapAgain)));

        // Where the last look failed any gap is too long.
        Task<DueReply> ReapAsync(RedisPartition partition, int p) => LookAsync(
            partition,
            Scripts.ReapWorkers,
            [request.Limit, _unreaped.Contains(p) ? 0 : Replies.Milliseconds(request.LongestGap), Replies.Milliseconds(request.Grace)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DueReply> RelayAsync(int limit, CancellationToken cancellationToken = default) =>
        LookAtDueAsync(partition => _relay.DeliverAsync(partition, limit, cancellationToken));

    /// <inheritdoc/>
    public async Task<string?> SweepAsync(string? cursor, int limit, CancellationToken cancellationToken = default)
    {
        var parts = cursor?.Split(' ', 2);
        var p = parts is null ? 0 : int.Parse(parts[0], null);
        var place = parts is [_, { Length: > 0 } rest] ? SweepPlace.Parse(rest) : null;
        var next = await _partitions.All[p].Sweeps.SweepAsync(place, limit, cancellationToken).ConfigureAwait(false);
        return next is not null ? $"{p} {next}" : p + 1 < _partitions.All.Count ? $"{p + 1} " : null;
    }

    private async Task<DueReply> LookAtDueAsync(Func<RedisPartition, Task<DueReply>> look)
    {
        return Merge(await EachAsync((partition, _) => look(partition)).ConfigureAwait(false));
    }

    private static DueReply Merge(IEnumerable<DueReply> replies) => new(replies.Sum(reply => reply.Count), replies.Min(reply => reply.NextIn))
    {
        Lateness = replies.Max(reply => reply.Lateness),
    };

    private static async Task<DueReply> LookAsync(
        RedisPartition partition, string script, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var reply = (await partition.Caller.EvaluateOnceAsync(script, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var next = reply[2].Number();
        return new((int)reply[1].Number(), next < 0 ? null : TimeSpan.FromMilliseconds(next))
        {
            Lateness = reply.Length > 3 && reply[3].Number() is >= 0 and var late ? TimeSpan.FromMilliseconds(late) : null,
        };
    }
}
