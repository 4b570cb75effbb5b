using Redflow.Runs;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>More runs under way than a page of a list reads.</summary>
public abstract class ManyRunningTests(TestServer server) : StoreTest(server)
{
    private readonly TestServer _server = server;

    [SkippableFact]
    public async Task A_list_of_all_runs_has_those_that_do_not_run_whatever_runs()
    {
        await StartAsync();
        var queued = await EmitSomeAsync(3);
        foreach (var strangers in Enumerable.Range(0, 12_000).Select(i => (RedisValue)$"{i}").Chunk(1_000))
        {
            await _server.Multiplexer.GetDatabase().SetAddAsync($"{((RedisTestStore)Test).Guard}:running:{Workflow}", strangers);
        }

        var page = await Store.ListRunsAsync(new()).Bounded();

        Assert.Equal(queued.Order(), page.Runs.Where(run => run.Status == RunStatus.Queued).Select(run => run.Id).Order());
        Assert.Null(page.NextCursor);
    }
}

public sealed class GarnetManyRunningTests(GarnetServer server) : ManyRunningTests(server), IClassFixture<GarnetServer>;

public sealed class RedisManyRunningTests(RedisServer server) : ManyRunningTests(server), IClassFixture<RedisServer>;
