using Redflow.Queues;
using Redflow.Runs;
using Redflow.Workers;

namespace Redflow.Storage.Redis;

/// <content>Queues, workers and failures, of all partitions.</content>
public sealed partial class RedisStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueInfo>> ListQueuesAsync(string? behind, int limit, CancellationToken cancellationToken = default)
    {
        var names = await _partitions.First.Queues.NamesAsync(cancellationToken).ConfigureAwait(false);
        return await ReadQueuesAsync(
            [.. names.Where(name => behind is null || string.CompareOrdinal(name, behind) > 0).Order(StringComparer.Ordinal).Take(limit)],
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<QueueInfo?> FindQueueAsync(string queue, CancellationToken cancellationToken = default)
    {
        var names = await _partitions.First.Queues.NamesAsync(cancellationToken).ConfigureAwait(false);
        return names.Contains(queue) ? (await ReadQueuesAsync([queue], cancellationToken).ConfigureAwait(false))[0] : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(string? behind, int limit, CancellationToken cancellationToken = default)
    {
        var lists = await EachAsync((partition, _) => partition.Workers.ListAsync(behind, limit, cancellationToken)).ConfigureAwait(false);
        return
        [
            .. lists.SelectMany(list => list)
                .GroupBy(worker => worker.Id)
                .Select(worker => worker.First() with { Running = worker.Sum(one => one.Running), LeaseUntil = worker.Min(one => one.LeaseUntil) })
                .OrderBy(worker => worker.Id, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    /// <inheritdoc/>
    public async Task<FailurePage> ListFailuresAsync(FailureQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        var lists = await EachAsync((partition, _) => partition.Failures.CountAsync(query, cancellationToken)).ConfigureAwait(false);
        var counts = lists.SelectMany(list => list.Counts)
            .GroupBy(count => count.Fingerprint)
            .Select(alike => alike.Aggregate((one, other) => one + other))
            .ToArray();
        var groups = await Task.WhenAll(FailureCount.InOrder(counts).Take(query.Limit).Select(count => FindGroupAsync(count, cancellationToken))).ConfigureAwait(false);
        return new([.. groups.OfType<FailureGroup>()], counts.Length > query.Limit || lists.Any(list => list.IsCut));
    }

    private async Task<IReadOnlyList<QueueInfo>> ReadQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var lists = await EachAsync((partition, _) => partition.Queues.ReadAsync(names, cancellationToken)).ConfigureAwait(false);
        return [.. names.Select((_, i) => lists.Select(list => list[i]).Aggregate(Add))];
    }

    /// <summary>Adds what another partition has of a queue.</summary>
    private static QueueInfo Add(QueueInfo one, QueueInfo other) => one with
    {
        Ready = one.Ready + other.Ready,
        Queued = one.Queued + other.Queued,
        Running = one.Running + other.Running,
        OldestAge = one.OldestAge > other.OldestAge ? one.OldestAge : other.OldestAge ?? one.OldestAge,
    };

    /// <summary>Null when the run that stands for the group has gone since it was counted.</summary>
    private async Task<FailureGroup?> FindGroupAsync(FailureCount count, CancellationToken cancellationToken) =>
        await _partitions.Of(count.Newest.Place.Id).Failures.FindErrorAsync(count.Newest.Place.Id, count.Fingerprint, cancellationToken).ConfigureAwait(false) is { } error
            ? count.With(error)
            : null;
}
