using StackExchange.Redis;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>Checks the keys of a namespace of one partition: each run stands in one index, and whatever names a run names one that is there.</summary>
internal static class StoredKeys
{
    public static async Task CheckAsync(IDatabase database, string prefix)
    {
        var guard = $"{{{prefix}:0}}:";
        var keys = ((string[])(await database.ExecuteAsync("KEYS", $"{guard}*"))!).Select(key => key[guard.Length..]).ToArray();
        var runs = keys.Where(key => key.StartsWith("r:", StringComparison.Ordinal)).Select(key => key[2..]).Order(StringComparer.Ordinal).ToArray();

        var indexed = new List<string>();
        foreach (var key in keys.Where(key => key.StartsWith("i:", StringComparison.Ordinal)))
        {
            indexed.AddRange(await SortedAsync(database, guard + key));
        }

        foreach (var key in keys.Where(key => key.StartsWith("running:", StringComparison.Ordinal)))
        {
            indexed.AddRange((await database.SetMembersAsync(guard + key)).Select(id => id.ToString()));
        }

        Assert.Equal(runs, indexed.Order(StringComparer.Ordinal));
        foreach (var key in keys.Where(key => key is "timers" || key.Split(':')[0] is "q" or "b" or "sl" or "j"))
        {
            // A timer may be that of a backlog, or of a run's deadline.
            var named = (await SortedAsync(database, guard + key)).Where(id => !id.StartsWith('@')).Select(id => id.TrimStart('!'));
            Assert.Empty(named.Except(runs));
        }
    }

    private static async Task<IEnumerable<string>> SortedAsync(IDatabase database, string key) =>
        (await database.SortedSetRangeByRankAsync(key)).Select(id => id.ToString());
}
