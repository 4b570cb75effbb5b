using Redflow.Chaos.Workload;
using StackExchange.Redis;

namespace Redflow.Chaos.Checks;

/// <summary>Finds keys that docs/reference/redis-keys.md does not let live on once all runs are gone.</summary>
internal static class LeftKeyReader
{
    /// <summary>What the names of such keys begin with, behind the guard: with a colon those of runs and lines, without one single keys.</summary>
    private static readonly HashSet<string> Passing =
        ["r", "lg", "i", "running", "j", "k", "wt", "g", "gi", "q", "timers", "b", "bk", "br", "bw", "sl", "sk", "rl", "l", "x", "outbox", "indexes"];

    public static async IAsyncEnumerable<string> ListAsync(IConnectionMultiplexer multiplexer, string prefix)
    {
        foreach (var endPoint in multiplexer.GetEndPoints())
        {
            var server = multiplexer.GetServer(endPoint);
            foreach (var key in server.IsConnected ? server.Keys(pattern: $"{{{prefix}:*", pageSize: 1_000) : [])
            {
                var name = key.ToString();
                var rest = name[(name.IndexOf('}', StringComparison.Ordinal) + 1)..].TrimStart(':').Split(':');
                if (Passing.Contains(rest[0]) && !await IsKeptLongerAsync(multiplexer, key, rest))
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>
    /// Tells whether it belongs to a run of a workflow that is not the test's own, and is kept for the default time: a handler of failures,
    /// which may fail itself and then stands in the index of its fingerprint.
    /// </summary>
    private static async Task<bool> IsKeptLongerAsync(IConnectionMultiplexer multiplexer, RedisKey key, string[] rest)
    {
        var (database, guard) = (multiplexer.GetDatabase(), key.ToString()[..(key.ToString().IndexOf('}', StringComparison.Ordinal) + 1)]);
        return rest[0] switch
        {
            "i" => !WorkflowNames.All.Contains(rest[1]),
            "r" => IsOfAnother(await database.HashGetAsync(key, "w")),
            "j" => (await Task.WhenAll((await database.SortedSetRangeByRankAsync(key)).Select(id => database.HashGetAsync($"{guard}:r:{id}", "w")))).All(IsOfAnother),
            "indexes" => (await Task.WhenAll((await database.SortedSetRangeByRankAsync(key)).Select(index => database.KeyExistsAsync($"{guard}:j:{index}")))).All(exists => exists),
            _ => false,
        };
    }

    private static bool IsOfAnother(RedisValue workflow) => !workflow.IsNull && !WorkflowNames.All.Contains(workflow.ToString());
}
