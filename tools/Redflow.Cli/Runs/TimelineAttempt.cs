namespace Redflow.Cli.Runs;

/// <summary>An attempt at a run.</summary>
internal sealed record TimelineAttempt(
    int Attempt, string Status, DateTimeOffset? QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, TimeSpan? QueueDelay, RunError? Error);
