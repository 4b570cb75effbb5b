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

    [SkippableFact]
    public async Task A_page_reads_ten_thousand_running_runs_at_most_however_many_there_are()
    {
        var running = (await StartAsync()).Id;
        var database = server.Multiplexer.GetDatabase();
        foreach (var strangers in Enumerable.Range(0, 12_000).Select(i => (RedisValue)$"{i}").Chunk(1_000))
        {
            await database.SetAddAsync($"{((RedisTestStore)Test).Guard}:running:{Workflow}", strangers);
        }

        var before = await server.CountCommandsAsync();
        var page = await Store.ListRunsAsync(new() { Status = RunStatus.Running, Workflow = Workflow }).Bounded();

        var read = (await server.CountCommandsAsync())["hget"] - before.GetValueOrDefault("hget");
        Assert.InRange(read, 9_000, 10_010);
        Assert.All(page.Runs, run => Assert.Equal(running, run.Id));
    }

    [SkippableFact]
    public async Task A_page_of_running_runs_reads_the_rows_of_no_more_than_it_has()
    {
        await EmitSomeAsync(200);
        await ClaimAllAsync();
        var before = await server.CountCommandsAsync();

        var page = await Store.ListRunsAsync(new() { Status = RunStatus.Running, Workflow = Workflow, Limit = 10 }).Bounded();

        var after = await server.CountCommandsAsync();
        Assert.Equal(10, page.Runs.Count);
        Assert.Equal(2 * 10, after["hmget"] - before.GetValueOrDefault("hmget"));
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
        foreach (var key in await KeysAsync(":i:"))
        {
            entries.AddRange((await database.SortedSetRangeByRankAsync(key)).Select(id => id.ToString()));
        }

        foreach (var key in await KeysAsync(":running:"))
        {
            entries.AddRange((await database.SetMembersAsync(key)).Select(id => id.ToString()));
        }

        return entries;

        Task<IReadOnlyList<string>> KeysAsync(string part) => server.ListKeysAsync($"*{((RedisTestStore)Test).Prefix}*{part}*");
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
