using System.Text.Json;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>Checks that no run is half stored: each is readable, listed in one status alone, and counted there.</summary>
internal static class StoredRuns
{
    /// <returns>The ids of all runs.</returns>
    public static async Task<IReadOnlySet<RunId>> CheckAsync(RedflowClient client)
    {
        var all = await ListAsync(client, new() { Limit = RunQuery.MaxLimit });
        var ids = all.Select(run => run.Id).ToHashSet();
        Assert.Equal(all.Count, ids.Count);

        var stats = await client.GetStatsAsync();
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            var listed = await ListAsync(client, new() { Status = status, Limit = RunQuery.MaxLimit });
            Assert.All(listed, run => Assert.Equal(status, run.Status));
            Assert.Equal(all.Where(run => run.Status == status).Select(run => run.Id).Order(), listed.Select(run => run.Id).Order());
            Assert.Equal(listed.Count, stats.Runs[status]);
        }

        foreach (var row in all)
        {
            await ReadAsync(client, row);
        }

        return ids;
    }

    private static async Task ReadAsync(RedflowClient client, RunSummary row)
    {
        var run = await client.GetRunAsync(row.Id);
        using var input = JsonDocument.Parse(run.Input.Utf8);
        _ = JsonSerializer.Serialize(run.Input);
        Assert.Equal((row.Workflow, row.Status, row.IdempotencyKey, row.LimitKey), (run.Workflow, run.Status, run.IdempotencyKey, run.LimitKey));
        Assert.Equal(row.Tags, run.Tags);
        await client.GetRunStepsAsync(row.Id);
        if (run.IdempotencyKey is { } key && !run.Status.IsTerminal())
        {
            Assert.InRange((await client.ListRunsAsync(new() { Workflow = run.Workflow, IdempotencyKey = key })).Runs.Count, 0, 1);
        }
    }

    private static async Task<List<RunSummary>> ListAsync(RedflowClient client, RunQuery query)
    {
        var runs = new List<RunSummary>();
        await foreach (var run in client.EnumerateRunsAsync(query))
        {
            runs.Add(run);
        }

        return runs;
    }
}
