using Redflow.Api.Stats;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Api.Workflows;

/// <summary>What becomes of the runs of workflows: how many are in each status, and what happened in the last hour.</summary>
internal sealed class WorkflowCounts
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly RunStats _stats;
    private readonly ILookup<string, MinuteStats> _minutes;

    private WorkflowCounts(RunStats stats, IEnumerable<MinuteStats> minutes) =>
        (_stats, _minutes) = (stats, minutes.ToLookup(minute => minute.Workflow));

    public static async Task<WorkflowCounts> ReadAsync(RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stats = await client.GetStatsAsync(cancellationToken);
        return new(stats, await client.ListMinutesAsync(now - Hour, now + TimeSpan.FromMinutes(1), cancellationToken));
    }

    public WorkflowRow RowOf(WorkflowInfo info)
    {
        var counts = _stats.Workflows.GetValueOrDefault(info.Name);
        return new(info, RunStatuses.All.ToDictionary(status => status, status => counts?.GetValueOrDefault(status) ?? 0), Activity.Of([.. _minutes[info.Name]]));
    }
}
