using Redflow.Chaos.Workload;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Chaos.Checks;

/// <summary>Finds keys that docs/reference/redis-keys.md does not let live on once all runs are gone.</summary>
internal static class LeftKeyReader
{
    /// <summary>What the names of such keys begin with, behind the guard: with a colon those of runs and lines, without one single keys.</summary>
    private static readonly HashSet<string> Passing =
        ["r", "lg", "i", "running", "j", "k", "wt", "g", "gi", "q", "timers", "b", "bk", "br", "bw", "sl", "sk", "rl", "l", "x", "outbox", "indexes"];

    /// <summary>Returns them, of each partition from the server that has it: a replica may still have what has expired.</summary>
    public static async IAsyncEnumerable<string> ListAsync(IConnectionMultiplexer multiplexer, string prefix, int partitions)
    {
        var database = multiplexer.GetDatabase();
        for (var partition = 0; partition < partitions; partition++)
        {
            var guard = new RedisKeys(prefix, partition).Guard;
            var server = multiplexer.GetServer((await database.IdentifyEndpointAsync(guard))!);
            foreach (var key in server.Keys(pattern: $"{guard}*", pageSize: 1_000))
            {
                var rest = key.ToString()[guard.Length..].TrimStart(':').Split(':');
                if (Passing.Contains(rest[0]) && !await IsKeptLongerAsync(database, guard, key, rest))
                {
                    yield return key.ToString();
                }
            }
        }
    }

    /// <summary>
    /// Tells whether it belongs to a run of a workflow that is not the test's own, and is kept for the default time: a handler of failures,
    /// which may fail itself and then stands in the index of its fingerprint.
    /// </summary>
    private static async Task<bool> IsKeptLongerAsync(IDatabase database, string guard, RedisKey key, string[] rest) => rest[0] switch
    {
        "i" => !WorkflowNames.All.Contains(rest[1]),
        "r" => IsOfAnother(await database.HashGetAsync(key, "w")),
        "j" => (await Task.WhenAll((await database.SortedSetRangeByRankAsync(key)).Select(id => database.HashGetAsync($"{guard}:r:{id}", "w")))).All(IsOfAnother),
        "indexes" => (await Task.WhenAll((await database.SortedSetRangeByRankAsync(key)).Select(index => database.KeyExistsAsync($"{guard}:j:{index}")))).All(exists => exists),
        _ => false,
    };

    private static bool IsOfAnother(RedisValue workflow) => !workflow.IsNull && !WorkflowNames.All.Contains(workflow.ToString());
}
