namespace Redflow.Bench.Processes;

/// <summary>Which runs a worker is about to get: so many, numbered from 0.</summary>
/// <param name="Wall">Whether their starts are told by the wall clock, in ticks of UTC.</param>
internal sealed record Expectation(int Count, bool Wall = false);
