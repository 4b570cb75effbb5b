namespace Redflow.Cli.Stats;

/// <summary>How many runs, queues and workers there are.</summary>
internal sealed record Totals(
    IReadOnlyDictionary<string, long> Runs,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Workflows,
    IReadOnlyDictionary<string, long> Queues,
    int Workers);
