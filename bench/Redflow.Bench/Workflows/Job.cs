namespace Redflow.Bench.Workflows;

/// <summary>The input of every run.</summary>
/// <param name="UserId">The number of the run.</param>
internal sealed record Job(int UserId);
