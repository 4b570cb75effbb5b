using Redflow.Queues;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Reads the queues of a partition.</summary>
internal sealed class QueueReader(RedisCaller caller, RedisKeys keys)
{
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = await caller.CallAsync("list queues", database => database.SetMembersAsync(keys.Queues), cancellationToken).ConfigureAwait(false);
        return [.. names.Select(name => (string)name!)];
    }

    /// <summary>Reads queues as this partition has them: what is ready, queued and runs there. Pauses and workers are the same in all.</summary>
    public async Task<IReadOnlyList<QueueInfo>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [.. names.Select(name => (RedisValue)name)];
        var reply = (await caller.EvaluateAsync(Scripts.ListQueues, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var now = reply[1].Number();
        return [.. reply[0].Items().Chunk(6).Zip(names, (row, name) => Read(name, row, now))];
    }

    private static QueueInfo Read(string name, RedisResult[] row, long now)
    {
        var workers = row[5].Items().Select(worker => worker.Text()).Order(StringComparer.Ordinal).ToArray();
        return new()
        {
            Name = name,
            Ready = row[0].Number(),
            OldestAge = Replies.TimeOrNull(row[1].TextOrNull()) is { } since ? Replies.Time(now) - since : null,
            Queued = row[2].Number(),
            Running = row[3].Number(),
            Pause = Replies.NullIfEmpty(row[4].TextOrNull()) is { } pause ? PauseCalls.Read(pause) : null,
            WorkerCount = workers.Length,
            Workers = [.. workers.Take(QueueInfo.MaxWorkers)],
        };
    }
}
