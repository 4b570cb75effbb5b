namespace Redflow.Runs;

/// <summary>Counts of everything, taken at one moment.</summary>
/// <param name="Runs">How many runs are in each status, over all workflows.</param>
/// <param name="Workflows">The same for each workflow.</param>
/// <param name="Queues">How many runs are ready in each queue.</param>
/// <param name="Workers">How many workers hold a lease.</param>
public sealed record RunStats(
    IReadOnlyDictionary<RunStatus, long> Runs,
    IReadOnlyDictionary<string, IReadOnlyDictionary<RunStatus, long>> Workflows,
    IReadOnlyDictionary<string, long> Queues,
    long Workers)
{
    /// <summary>Adds two stores' or partitions' counts up; a worker that is in both counts once.</summary>
    public static RunStats operator +(RunStats one, RunStats other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Add(one.Runs, other.Runs),
            one.Workflows.Concat(other.Workflows)
                .GroupBy(workflow => workflow.Key, workflow => workflow.Value)
                .ToDictionary(workflow => workflow.Key, workflow => workflow.Aggregate((a, b) => Add(a, b))),
            Add(one.Queues, other.Queues),
            Math.Max(one.Workers, other.Workers));
    }

    private static Dictionary<TKey, long> Add<TKey>(IReadOnlyDictionary<TKey, long> one, IReadOnlyDictionary<TKey, long> other)
        where TKey : notnull =>
        one.Concat(other).GroupBy(count => count.Key, count => count.Value).ToDictionary(count => count.Key, count => count.Sum());
}
