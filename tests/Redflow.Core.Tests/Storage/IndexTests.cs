using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>What the Redis store's indexes hold, and what they cost.</summary>
public sealed class IndexTests(RedisServer server) : StoreTest(server), IClassFixture<RedisServer>
{
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_run_is_in_one_status_index_at_any_time(int seed)
    {
        await LimitAsync(total: 3, perKey: 2);
        var random = new Random(seed);
        var ids = await EmitForAsync([.. Enumerable.Range(0, 30).Select(i => $"{i % 3}")]);
        for (var round = 0; round < 120; round++)
        {
            await MixAsync(random, ids);

            var entries = await EntriesAsync();
            Assert.Equal(ids.Select(id => $"{id}").Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
        }
    }

    [SkippableFact]
    public async Task A_claim_behind_ten_thousand_runs_that_may_not_start_costs_what_it_costs_behind_a_hundred()
    {
        await LimitAsync(total: 2);
        await EmitBatchAsync(100);
        var few = await CountRoundsAsync();
        await EmitBatchAsync(9_900);

        var many = await CountRoundsAsync();

        Assert.Equal(few, many);
        Assert.Contains(many, command => command.StartsWith("zrem", StringComparison.Ordinal));
    }

    private async Task EmitBatchAsync(int count)
    {
        for (var left = count; left > 0; left -= 100)
        {
            await Store.EmitManyAsync([.. Enumerable.Range(0, 100).Select(_ => New())]).Bounded();
        }
    }

    /// <summary>How often each command is called while runs are claimed and ended, one after the other.</summary>
    private async Task<IReadOnlyList<string>> CountRoundsAsync()
    {
        await FinishAsync(await ClaimOneAsync(), Succeeded);
        var before = await server.CountCommandsAsync();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await FinishAsync(await ClaimOneAsync(), Succeeded));
        }

        return
        [
            .. (await server.CountCommandsAsync())
                .Select(command => (command.Key, Calls: command.Value - before.GetValueOrDefault(command.Key)))
                .Where(command => command.Calls > 0 && command.Key is not ("info" or "ping"))
                .Select(command => $"{command.Key} {command.Calls}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The runs of every status index, as often as they are in one.</summary>
    private async Task<IReadOnlyList<string>> EntriesAsync()
    {
        var (database, entries) = (server.Multiplexer.GetDatabase(), new List<string>());
        foreach (var key in Keys(":i:"))
        {
            entries.AddRange((await database.SortedSetRangeByRankAsync(key)).Select(id => id.ToString()));
        }

        foreach (var key in Keys(":running:"))
        {
            entries.AddRange((await database.SetMembersAsync(key)).Select(id => id.ToString()));
        }

        return entries;

        IEnumerable<RedisKey> Keys(string part) =>
            server.Multiplexer.GetServer(server.Multiplexer.GetEndPoints()[0]).Keys(pattern: $"*{((RedisTestStore)Test).Prefix}*{part}*");
    }

    /// <summary>Claims, and ends each pass in some way; then a run is canceled or retried, the worker is lost, or time passes.</summary>
    private async Task MixAsync(Random random, IReadOnlyList<RunId> ids)
    {
        foreach (var run in await ClaimAsync(random.Next(1, 5)))
        {
            PassOutcome? outcome = random.Next(8) switch
            {
                0 => Failed,
                1 => Retry(random.Next(2) * Second),
                2 => Released(random.Next(2) * Second),
                3 => new PassOutcome.Suspended([Sleep($"nap-{random.Next(3)}", Second)]),
                4 => null,
                _ => Succeeded,
            };
            if (outcome is not null)
            {
                Assert.True(await FinishAsync(run, outcome));
            }
        }

        switch (random.Next(5))
        {
            case 0:
                await Store.CancelAsync(ids[random.Next(ids.Count)], "enough");
                break;
            case 1:
                await Store.RetryAsync(ids[random.Next(ids.Count)]);
                break;
            case 2:
                await Test.AdvanceAsync(Lease);
                await ReapAsync();
                await RegisterAsync(Worker);
                break;
            default:
                await PassAsync(Second);
                break;
        }
    }
}
