namespace Redflow.Bench.Processes;

/// <summary>No-op runs, numbered from 0, that are due one after the other.</summary>
/// <param name="Lead">How long from now the first one is due.</param>
/// <param name="Interval">How long it is from one to the next.</param>
/// <param name="InFlight">How many calls are under way at a time.</param>
internal sealed record DelayOrder(int Count, TimeSpan Lead, TimeSpan Interval, int InFlight);
