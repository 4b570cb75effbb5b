using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Redflow.Workflows;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>What Redis is asked to do, by its own count.</summary>
public sealed class RedisCommandTests(RedisServer server) : StoreTest(server), IClassFixture<RedisServer>
{
    private readonly RedisServer _server = server;

    [SkippableFact]
    public async Task Nothing_is_published_for_emits_while_no_worker_is_idle()
    {
        await StartAsync();
        var before = await CountAsync("publish");

        await EmitSomeAsync(100);

        Assert.Equal(before, await CountAsync("publish"));
    }

    [SkippableFact]
    public async Task A_sweep_reads_one_name_for_each_index()
    {
        await Store.RegisterWorkflowsAsync([.. Enumerable.Range(0, 20).Select(i => Info($"workflow-{i}"))]);
        await EmitAsync(run => run with { Tags = [.. Enumerable.Range(0, 30).Select(i => $"tag-{i}")] });
        var (names, sets) = (await CountAsync("zrangebylex"), await CountAsync("smembers"));

        await SweepAllAsync();

        // One behind each workflow and each tag, and one to begin with of either kind.
        Assert.Equal((names + 21 + 30 + 2, sets), (await CountAsync("zrangebylex"), await CountAsync("smembers")));
    }

    [SkippableFact]
    public async Task A_worker_blocks_no_connection()
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        await using var host = await StartHostAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await (await host.Client.EmitWorkflowAsync<int, int>("work", 1)).GetResultAsync(Wait.Limit));

        string[] blocking = ["blpop", "brpop", "blmove", "blmpop", "brpoplpush", "bzpopmin", "bzpopmax", "bzmpop", "xread", "xreadgroup", "wait"];
        Assert.Empty((await _server.CountCommandsAsync()).Keys.Intersect(blocking));
    }

    [SkippableFact]
    public async Task A_worker_that_nobody_wakes_finds_runs_by_its_poll()
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        var prefix = $"test-{Guid.NewGuid():N}";
        await using var host = await StartHostAsync(TimeSpan.FromMilliseconds(500), prefix);
        var idle = (RedisKey)$"{{{prefix}:0}}:idle:default";
        var database = _server.Multiplexer.GetDatabase();
        await Wait.UntilAsync(() => database.KeyExistsAsync(idle), "the worker is idle");

        await database.KeyDeleteAsync(idle);
        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 7);

        Assert.Equal(7, await handle.GetResultAsync(Wait.Limit));
    }

    [SkippableTheory]
    [InlineData(10)]
    [InlineData(20_000)]
    public async Task One_who_waits_for_a_run_is_told_and_does_not_have_to_look_again(int bytes)
    {
        var run = await StartAsync();
        await using var client = ((RedisTestStore)Test).Open(_server.Multiplexer, TimeProvider.System, TimeSpan.FromMinutes(10));
        var waiting = client.AwaitAsync(run.Id, Minute);
        var stored = (RedisKey)$"{((RedisTestStore)Test).Guard}:r:{run.Id}";
        await Wait.UntilAsync(() => _server.Multiplexer.GetDatabase().HashExistsAsync(stored, "n"), "it is registered");

        await FinishAsync(run, new PassOutcome.Succeeded(new byte[bytes]));

        var outcome = Assert.IsType<RunOutcome.Succeeded>(await waiting.Bounded());
        Assert.Equal(bytes, outcome.Output.Utf8.Length);
    }

    [SkippableFact]
    public async Task Of_those_who_wait_for_a_run_the_last_hundred_are_told()
    {
        var run = await StartAsync();
        var stores = Enumerable.Range(0, 101).Select(_ => ((RedisTestStore)Test).Open(_server.Multiplexer, TimeProvider.System, TimeSpan.FromMinutes(10))).ToArray();
        var stored = (RedisKey)$"{((RedisTestStore)Test).Guard}:r:{run.Id}";
        var waiting = new List<Task<RunOutcome?>>();
        foreach (var store in stores)
        {
            var before = await _server.Multiplexer.GetDatabase().HashGetAsync(stored, "n");
            waiting.Add(store.AwaitAsync(run.Id, Minute));
            await Wait.UntilAsync(async () => await _server.Multiplexer.GetDatabase().HashGetAsync(stored, "n") != before, "it is registered");
        }

        await FinishAsync(run, Succeeded);

        Assert.All(await Task.WhenAll(waiting[1..]).Bounded(), outcome => Assert.IsType<RunOutcome.Succeeded>(outcome));
        Assert.False(waiting[0].IsCompleted);
    }

    private Task<WorkerHost> StartHostAsync(TimeSpan poll, string? prefix = null) => WorkerHost.StartAsync(
        _server,
        prefix ?? $"test-{Guid.NewGuid():N}",
        redflow => redflow.AddWorkflow("work", (WorkflowContext<int> ctx) => Task.FromResult(ctx.Input), o => o.MaxConcurrency = 0),
        o => o.PollInterval = poll);

    private async Task<long> CountAsync(string command) => (await _server.CountCommandsAsync()).GetValueOrDefault(command);
}
