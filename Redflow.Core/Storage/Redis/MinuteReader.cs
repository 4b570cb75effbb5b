using System.Globalization;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Reads the statistics of minutes.</summary>
internal sealed class MinuteReader(RedisCaller caller, RedisKeys keys)
{
    public async Task<IReadOnlyList<MinuteStats>> ListAsync(long first, long last, CancellationToken cancellationToken)
    {
        var minutes = await caller.CallAsync("read minutes", database => Task.WhenAll(
            LongRange(first, last).Select(minute => database.HashGetAllAsync(keys.Minute(minute)))), cancellationToken).ConfigureAwait(false);
        return [.. minutes.SelectMany((fields, i) => Read(Replies.Time((first + i) * 60_000), fields))];
    }

    private static IEnumerable<long> LongRange(long first, long last)
    {
        for (var minute = first; minute <= last; minute++)
        {
            yield return minute;
        }
    }

    private static IEnumerable<MinuteStats> Read(DateTimeOffset minute, HashEntry[] fields) => fields
        .Select(field => (Name: ((string)field.Name!).Split(':'), Value: long.Parse((string)field.Value!, CultureInfo.InvariantCulture)))
        .GroupBy(field => field.Name[0], field => (What: field.Name[1], field.Value))
        .OrderBy(workflow => workflow.Key, StringComparer.Ordinal)
        .Select(workflow => ToStats(minute, workflow.Key, workflow.ToDictionary(field => field.What, field => field.Value)));

    private static MinuteStats ToStats(DateTimeOffset minute, string workflow, Dictionary<string, long> counts) => new()
    {
        Minute = minute,
        Workflow = workflow,
        Started = counts.GetValueOrDefault("started"),
        Succeeded = counts.GetValueOrDefault("succeeded"),
        Failed = counts.GetValueOrDefault("failed"),
        Canceled = counts.GetValueOrDefault("canceled"),
        Retries = counts.GetValueOrDefault("retries"),
        StartLatency = TimeSpan.FromMilliseconds(counts.GetValueOrDefault("latency")),
        Duration = TimeSpan.FromMilliseconds(counts.GetValueOrDefault("duration")),
    };
}
