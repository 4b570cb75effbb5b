using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Reads across runs.</summary>
internal sealed class RunLister(MemoryState state)
{
    public RunPage List(RunQuery query)
    {
        query.Validate();
        var cursor = RunCursor.Parse(query.Cursor);
        IReadOnlyList<RunStatus> statuses = query.Status is { } only ? [only] : RunStatuses.All;
        IReadOnlyCollection<string> workflows = query.Workflow is { } one ? [one] : state.WorkflowNames;
        var rows = workflows
            .SelectMany(workflow => statuses.SelectMany(status => state.Runs.Index.List(workflow, status, cursor).Take(query.Limit)))
            .OrderDescending(RunIndex.Order)
            .Take(query.Limit)
            .ToArray();
        return new(
            [.. rows.Select(row => state.Runs.Find(row.Id)!.ToSummary())],
            rows.Length < query.Limit ? null : rows[^1].ToString());
    }

    public RunStats Count()
    {
        var counts = state.WorkflowNames.SelectMany(workflow => RunStatuses.All.Select(status =>
            new RunCount(workflow, status, state.Runs.Index.Count(workflow, status))));
        return RunCount.Sum([.. counts.Where(count => count.Count > 0)], state.Queues.Count(), state.Workers.Count);
    }

    /// <summary>Goes through an index as a sweep does. Nothing is left to remove: expired runs went with all that pointed to them.</summary>
    public long? Sweep(string workflow, RunStatus status, long position, int limit)
    {
        var next = position + limit;
        return next <= state.Runs.Index.Count(workflow, status) ? next : null;
    }
}
