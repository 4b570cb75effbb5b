using Redflow.Bulk;
using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Bulk;

/// <summary>Finds out what a bulk operation would go through.</summary>
internal sealed class BulkPlanner(RedflowClient client, RunFinder finder, Veil veil)
{
    /// <summary>When it stops counting.</summary>
    public const int MaxCounted = 10_000;

    /// <summary>How many runs can be chosen one by one: their ids go through an address, of which servers take 8 KB.</summary>
    public const int MaxChosen = 200;

    private const int Shown = 10;

    /// <summary>Reads what is asked for, counts the runs, and reads the newest of them.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="text">The search.</param>
    /// <param name="now">What it is relative to.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<BulkPlan> PlanAsync(BulkOperation operation, string text, DateTimeOffset now, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var plan = await ReadAsync(operation, text, now, cancellationToken);
        if (plan.Mistakes.Count > 0)
        {
            return plan;
        }

        var count = await client.PreviewBulkAsync(new(operation, plan.Filter), MaxCounted, cancellationToken);
        var newest = await client.ListRunsAsync(plan.Filter with { Limit = Shown }, cancellationToken);
        return plan with { Count = count, Newest = [.. veil.Cover(newest, viewer).Runs.Where(run => !SystemNames.IsOurs(run.Workflow))] };
    }

    /// <summary>Reads what is asked for, and counts nothing.</summary>
    public async Task<BulkPlan> ReadAsync(BulkOperation operation, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var search = await finder.ReadAsync(text, now, cancellationToken);
        if (search.Mistakes.Count > 0)
        {
            return BulkPlan.Refused(operation, search, search.Mistakes);
        }

        return BulkPlan.Narrow(search.Query, operation) is { } filter
            ? new(operation, search, filter, new(0, IsWhole: false), [], [])
            : BulkPlan.Refused(
                operation, search, $"Runs can be {operation.Done()} that are {string.Join(" or ", operation.Statuses().Select(status => status.ToWord()))}. The search asks for others.");
    }
}
