using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Plain runs take a short way through the scripts, and nobody can tell by what is stored.</summary>
public abstract class PlainRunTests(TestServer server) : StoreTest(server)
{
    /// <summary>A workflow whose queue is bounded: its runs take the long way.</summary>
    private const string Bounded = "bounded";

    private readonly TestServer _server = server;

    public static TheoryData<bool, string?> Emits => new()
    {
        { false, null },
        { true, null },
        { false, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        { true, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
    };

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task A_run_of_a_limited_workflow_is_stored_by_the_short_way_as_by_the_long_way(int limit)
    {
        await LimitAsync(limit);
        await DefineAsync(info => info with { MaxQueueLength = 100, Limits = Limits(limit, perKey: null, rate: null) }, Bounded);

        var shortWay = await LiveAsync(New());
        var longWay = await LiveAsync(New(Bounded));

        Assert.Equal(longWay, shortWay);
        Assert.Equal(2, shortWay.Count(line => line.StartsWith("slot ", StringComparison.Ordinal) && line != "slot "));
    }

    [SkippableTheory]
    [MemberData(nameof(Emits))]
    public async Task A_run_of_the_short_way_is_stored_as_one_of_the_long_way(bool isBounded, string? traceParent)
    {
        await DefineAsync(info => info with { MaxQueueLength = 100 }, Bounded);

        var shortWay = await LiveAsync(New() with { IsBounded = isBounded, TraceParent = traceParent });
        var longWay = await LiveAsync(New(Bounded) with { IsBounded = isBounded, TraceParent = traceParent });

        Assert.Equal(longWay, shortWay);
        Assert.Equal(3, shortWay.Count(line => line.StartsWith("r s=", StringComparison.Ordinal)));
        Assert.Contains("i:WORKFLOW:queued", string.Join('\n', shortWay), StringComparison.Ordinal);
    }

    /// <summary>Emits a run, claims it and has it succeed, and tells what is stored of it in between.</summary>
    private async Task<IReadOnlyList<string>> LiveAsync(NewRun run)
    {
        Assert.IsType<EmitReply.Emitted>(await Store.EmitAsync(run).Bounded());
        var emitted = await StoredAsync(run);
        var claimed = await ClaimOneAsync();
        var running = await StoredAsync(run);
        Assert.True(await FinishAsync(claimed, Succeeded));
        return [.. emitted, .. running, .. await StoredAsync(run)];
    }

    /// <summary>What is stored of a run, without its name and its workflow's.</summary>
    private async Task<IReadOnlyList<string>> StoredAsync(NewRun run)
    {
        var (database, guard, id) = (_server.Multiplexer.GetDatabase(), ((RedisTestStore)Test).Guard, run.Id.ToString());
        var lines = new List<string>();
        lines.AddRange((await database.HashGetAllAsync($"{guard}:r:{id}")).Select(field => $"r {field.Name}={field.Value}"));
        lines.Add($"kept: {(await database.KeyTimeToLiveAsync($"{guard}:r:{id}"))?.TotalHours:f1}");
        foreach (var index in RunStatuses.All.Except([RunStatus.Running]).Select(status => $"i:{run.Workflow}:{status.ToWord()}").Append($"q:{Queue}"))
        {
            lines.Add($"{index} {await database.SortedSetScoreAsync($"{guard}:{index}", id)}");
        }

        lines.Add($"slot {await database.SortedSetScoreAsync($"{guard}:sl:{run.Workflow}", id)}");
        lines.Add($"slots {await database.HashGetAsync($"{guard}:sk:{run.Workflow}", "")}");
        lines.Add($"backlog {await database.SortedSetScoreAsync($"{guard}:b:{run.Workflow}:", id)}");
        lines.Add($"turn {await database.SortedSetScoreAsync($"{guard}:bk:{run.Workflow}", "")}");
        lines.Add($"round {await database.SortedSetScoreAsync($"{guard}:br:{run.Workflow}", "")}");
        lines.Add($"runs: {await database.SetContainsAsync($"{guard}:running:{run.Workflow}", id)}");
        lines.Add($"held: {await database.SetContainsAsync($"{guard}:l:{Worker}", id)}");
        var minute = await database.HashGetAllAsync($"{guard}:m:{TestStore.Start.ToUnixTimeSeconds() / 60}");
        lines.AddRange(minute.Select(count => $"{count.Name}={count.Value}").Where(count => count.StartsWith($"{run.Workflow}:", StringComparison.Ordinal)));
        return
        [
            .. lines.Select(line => line.Replace(id, "ID", StringComparison.Ordinal).Replace(run.Workflow, "WORKFLOW", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}

public sealed class GarnetPlainRunTests(GarnetServer server) : PlainRunTests(server), IClassFixture<GarnetServer>;

public sealed class RedisPlainRunTests(RedisServer server) : PlainRunTests(server), IClassFixture<RedisServer>;
