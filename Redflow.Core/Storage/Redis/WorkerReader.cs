using System.Globalization;
using Redflow.Workers;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Reads the workers of a partition: all of them are in each.</summary>
internal sealed class WorkerReader(RedisCaller caller, RedisKeys keys)
{
    /// <summary>Lists the first workers behind an id that hold a lease.</summary>
    public async Task<IReadOnlyList<WorkerInfo>> ListAsync(string? behind, int limit, CancellationToken cancellationToken)
    {
        var all = await caller.CallAsync("list workers", database => database.SortedSetRangeByRankAsync(keys.Workers), cancellationToken)
            .ConfigureAwait(false);
        var left = all.Select(id => (string)id!).Where(id => behind is null || string.CompareOrdinal(id, behind) > 0).Order(StringComparer.Ordinal);
        var workers = new List<WorkerInfo>();

        // Those whose lease has run out stay among them until a reaper comes.
        foreach (var ids in left.Chunk(limit))
        {
            workers.AddRange(await ReadAsync(ids, cancellationToken).ConfigureAwait(false));
            if (workers.Count >= limit)
            {
                break;
            }
        }

        return [.. workers.Take(limit)];
    }

    private async Task<IEnumerable<WorkerInfo>> ReadAsync(string[] ids, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [.. ids.Select(id => (RedisValue)id)];
        var rows = await caller.EvaluateAsync(Scripts.ListWorkers, arguments, cancellationToken).ConfigureAwait(false);
        return rows.Items().Chunk(4).Select(row => Read(row[0].Text(), row[1].Number(), (int)row[2].Number(), row[3].Fields()));
    }

    private static WorkerInfo Read(string id, long leaseUntil, int running, Dictionary<string, byte[]> fields)
    {
        string Text(string field) => fields.TryGetValue(field, out var value) ? System.Text.Encoding.UTF8.GetString(value) : "";
        int Number(string field) => int.Parse(Text(field), CultureInfo.InvariantCulture);
        return new()
        {
            Id = id,
            App = Text("app"),
            Version = Replies.NullIfEmpty(Text("version")),
            Host = Text("host"),
            ProcessId = Number("pid"),
            Queues = Text("queues").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Concurrency = Number("concurrency"),
            Running = running,
            IsDraining = Text("draining") == "1",
            StartedAt = Replies.TimeOrNull(Text("started"))!.Value,
            LeaseUntil = Replies.Time(leaseUntil),
        };
    }
}
