namespace Redflow.Bench.Processes;

/// <summary>When the emit of each run was called and when its result was there, in ticks of the stopwatch.</summary>
internal sealed record LatencyTimes(IReadOnlyList<long> Called, IReadOnlyList<long> Answered);
