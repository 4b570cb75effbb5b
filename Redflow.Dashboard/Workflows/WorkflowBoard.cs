using Redflow.Dashboard.Overview;
using Redflow.Payloads;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary>How all workflows are.</summary>
/// <param name="Rows">The workflows, by name.</param>
/// <param name="HasMoreSchedules">Whether there are schedules that were not read.</param>
internal sealed record WorkflowBoard(IReadOnlyList<WorkflowRow> Rows, bool HasMoreSchedules)
{
    private static readonly Dictionary<RunStatus, long> NoRuns = [];

    public static WorkflowBoard Of(
        IReadOnlyList<WorkflowInfo> infos, RunStats stats, HourStats hour, IEnumerable<QueueInfo> queues, TriggerList schedules)
    {
        var known = infos.ToDictionary(info => info.Name, StringComparer.Ordinal);
        var (byName, workers) = (hour.Minutes.ToLookup(minute => minute.Workflow), queues.ToDictionary(queue => queue.Name, queue => queue.WorkerCount));
        return new(
            [.. known.Keys.Union(stats.Workflows.Keys).Where(name => !SystemNames.IsOurs(name)).Order(StringComparer.Ordinal).Select(Row)],
            schedules.IsCut);

        WorkflowRow Row(string name)
        {
            var info = known.GetValueOrDefault(name);
            return new(
                name,
                info is null ? null : info with { InputSchema = Payload.Null },
                stats.Workflows.GetValueOrDefault(name, NoRuns),
                [.. byName[name]],
                hour.Hour.Sum(name, byName[name]),
                [.. schedules.ByWorkflow[name]],
                info is not null && workers.TryGetValue(info.Queue, out var count) ? count : null);
        }
    }
}
