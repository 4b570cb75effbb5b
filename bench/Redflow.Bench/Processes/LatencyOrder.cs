namespace Redflow.Bench.Processes;

/// <summary>No-op runs, numbered from 0, that a producer is to emit and whose results it waits for.</summary>
/// <param name="Count">How many.</param>
/// <param name="Rate">How many a second; 0 for one at a time.</param>
internal sealed record LatencyOrder(int Count, int Rate);
