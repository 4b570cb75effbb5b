namespace Redflow.Runs;

/// <summary>An attempt at a run that failed, and that another one followed.</summary>
/// <param name="Attempt">Which, from 1.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="FailedAt">When it was stored, by Redis's clock.</param>
public sealed record RunAttempt(int Attempt, RunError Error, DateTimeOffset FailedAt);
