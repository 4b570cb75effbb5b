using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <content>What workers and schedulers do, over and over.</content>
public sealed partial class RedisStore
{
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
        var replies = await EachAsync((partition, p) => partition.Leases.RenewAsync(
            renewal with { Held = [.. renewal.Held.Where(run => run.Id.Partition == p)] }, cancellationToken)).ConfigureAwait(false);
        return new(
            replies.All(reply => reply.Known),
            [.. replies.SelectMany(reply => reply.Lost)],
            [.. replies.SelectMany(reply => reply.TimedOut)],
            [.. replies.SelectMany(reply => reply.Canceled)],
            replies.Sum(reply => reply.Returned));
    }

    /// <inheritdoc/>
    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) =>
        EachAsync(partition => partition.Leases.ReleaseAsync(worker, cancellationToken));

    /// <inheritdoc/>
    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        LookAtDueAsync(partition => LookAsync(partition, Scripts.PromoteRuns, [limit], cancellationToken));

    /// <inheritdoc/>
    public Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RedisValue[] arguments = [request.Limit, Replies.Milliseconds(request.LongestGap), Replies.Milliseconds(request.Grace)];
        return LookAtDueAsync(partition => LookAsync(partition, Scripts.ReapWorkers, arguments, cancellationToken));
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
        var replies = await EachAsync((partition, _) => look(partition)).ConfigureAwait(false);
        return new(replies.Sum(reply => reply.Count), replies.Min(reply => reply.NextIn));
    }

    private static async Task<DueReply> LookAsync(
        RedisPartition partition, string script, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var reply = (await partition.Caller.EvaluateOnceAsync(script, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var next = reply[2].Number();
        return new((int)reply[1].Number(), next < 0 ? null : TimeSpan.FromMilliseconds(next));
    }
}
