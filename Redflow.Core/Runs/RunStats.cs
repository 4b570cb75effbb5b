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
    long Workers);
