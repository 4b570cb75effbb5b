using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Testing.Processes;
using Xunit;
using Xunit.Abstractions;

namespace Redflow.Scheduler.Tests.Chaos;

/// <summary>
/// Workers and schedulers are killed at random while clients emit; what is promised holds all the same. The seed is printed; the
/// variable REDFLOW_CHAOS_SEED takes one.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int RunsPerClient = 150;
    private const int Keys = 20;

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private readonly string _ledger = Directory.CreateTempSubdirectory("redflow-ledger-").FullName;
    private readonly TestServer _server = new RedisServer { Options = ["--appendfsync", "always"] } is { SkipReason: null } redis ? redis : new GarnetServer();

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_ledger, recursive: true);
    }

    [Fact]
    public async Task However_workers_and_schedulers_are_killed_every_run_ends_once_and_no_limit_is_exceeded()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("REDFLOW_CHAOS_SEED") ?? $"{Random.Shared.Next()}", null);
        output.WriteLine($"REDFLOW_CHAOS_SEED={seed}");
        await using var spree = new KillingSpree(_server, _prefix, _ledger, new(seed));
        spree.Start(workers: 3, schedulers: 2);
        await using var one = RedflowClient.Connect($"redis://127.0.0.1:{_server.Port}", new() { Prefix = _prefix });
        await using var other = RedflowClient.Connect($"redis://127.0.0.1:{_server.Port}", new() { Prefix = _prefix });
        await Wait.UntilAsync(async () => (await one.GetStatsAsync()).Workers == 3, "the workers have registered");

        var kills = spree.KillAsync(TimeSpan.FromSeconds(10));
        var emitted = await Task.WhenAll(EmitAsync(one, new(seed + 1)), EmitAsync(other, new(seed + 2)));
        await kills;
        var accepted = emitted.SelectMany(emit => emit).ToArray();
        var ids = accepted.Select(emit => emit.Id).Distinct().ToArray();
        var ended = await EndedAsync(one, ids);
        await RestAsync();

        var lines = LedgerLine.ReadAll(_ledger);
        output.WriteLine($"{spree.Kills} kills, {accepted.Length} emits, {ids.Length} runs, {lines.Count} lines, {ended.Sum(run => run.Crashes)} lost workers, "
            + string.Join(", ", ended.CountBy(run => run.Status)));
        Assert.All(accepted.Where(emit => emit.Key is not null).GroupBy(emit => emit.Key), emits => Assert.Single(emits.DistinctBy(emit => emit.Id)));
        Assert.All(ended, run => Assert.True(run.Status == RunStatus.Succeeded || run.Error?.Type == RunError.WorkerLost, $"{run.Id} {run.Status} {run.Error}"));
        var overlaps = new Overlaps(lines, spree.EndOf);
        var most = overlaps.MostOf("limited");
        output.WriteLine($"at most {most} limited runs at a time");
        Assert.InRange(most, 1, 2);
        var keys = ended.ToDictionary(run => run.Id, run => run.LimitKey);
        Assert.Equal(1, overlaps.MostOf("keyed", id => keys[id]));
        await AssertNoCommittedStepRanAgainAsync(one, ended, lines);
        Assert.Equal(ended.Select(run => (run.Status, run.FinishedAt)), (await EndedAsync(one, ids)).Select(run => (run.Status, run.FinishedAt)));
    }

    private static async Task<IReadOnlyList<(RunId Id, string? Key)>> EmitAsync(RedflowClient client, Random random)
    {
        string[] workflows = ["limited", "keyed", "free"];
        var emitted = new List<(RunId, string?)>();
        for (var i = 0; i < RunsPerClient; i++)
        {
            // Which workflow goes with a key, since keys are a workflow's own.
            var key = i % 5 == 0 ? random.Next(Keys) : (int?)null;
            var workflow = workflows[(key ?? random.Next(workflows.Length)) % workflows.Length];
            var options = new EmitOptions { IdempotencyKey = key is null ? null : $"key-{key}", LimitKey = workflow == "keyed" ? $"tenant-{random.Next(4)}" : null };
            var handle = await client.EmitWorkflowAsync<int, string>(workflow, random.Next(5, 40), options);
            emitted.Add((handle.Id, options.IdempotencyKey));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100)));
        }

        return emitted;
    }

    private static async Task<IReadOnlyList<Run>> EndedAsync(RedflowClient client, IReadOnlyList<RunId> ids)
    {
        var ended = new List<Run>();
        foreach (var id in ids)
        {
            Assert.NotNull(await client.WaitForRunAsync(id, Wait.Limit));
            ended.Add(await client.GetRunAsync(id));
        }

        return ended;
    }

    /// <summary>Waits until nothing is owed, due, queued or held any more.</summary>
    private async Task RestAsync()
    {
        var database = _server.Multiplexer.GetDatabase();
        string[] keys = ["outbox", "timers", "q:default", "sl:limited", "sl:keyed", "sk:keyed", "b:limited:", "bk:keyed", "br:keyed"];
        foreach (var key in keys)
        {
            await Wait.UntilAsync(async () => !await database.KeyExistsAsync($"{{{_prefix}:0}}:{key}"), $"{key} is empty");
        }
    }

    private static async Task AssertNoCommittedStepRanAgainAsync(RedflowClient client, IReadOnlyList<Run> runs, IReadOnlyList<LedgerLine> lines)
    {
        var starts = lines.Where(line => line.What == "start").ToLookup(line => (line.Run, line.Step));
        foreach (var run in runs)
        {
            foreach (var step in await client.GetRunStepsAsync(run.Id))
            {
                Assert.Equal(step.Output!.Value.As<string>(), starts[(run.Id, step.Name)].Last().Execution);
            }
        }
    }
}
