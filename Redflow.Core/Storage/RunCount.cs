using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>How many runs a workflow has in a status.</summary>
internal readonly record struct RunCount(string Workflow, RunStatus Status, long Count)
{
    /// <summary>Adds the counts up, those that are 0 left out.</summary>
    public static RunStats Sum(IReadOnlyList<RunCount> counts, IReadOnlyDictionary<string, long> queues, long workers) => new(
        RunStatuses.All.ToDictionary(status => status, status => counts.Where(count => count.Status == status).Sum(count => count.Count)),
        counts.GroupBy(count => count.Workflow).ToDictionary(
            group => group.Key,
            group => (IReadOnlyDictionary<RunStatus, long>)group.ToDictionary(count => count.Status, count => count.Count)),
        queues,
        workers);
}
