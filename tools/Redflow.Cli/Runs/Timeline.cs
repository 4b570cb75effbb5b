namespace Redflow.Cli.Runs;

/// <summary>What happened in a run and when.</summary>
internal sealed record Timeline(
    RunRow Run, IReadOnlyList<TimelineAttempt> Attempts, IReadOnlyList<TimelineStep> Steps, RunWait? Wait, IReadOnlyList<RunRow> Children, bool MoreChildren);

/// <summary>An attempt at a run.</summary>
internal sealed record TimelineAttempt(
    int Attempt, string Status, DateTimeOffset? QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, TimeSpan? QueueDelay, RunError? Error);

/// <summary>A step of a run.</summary>
internal sealed record TimelineStep(
    string Name, string Status, int Attempt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, TimelineWait? Wait, RunError? Error);

/// <summary>What a step waits for.</summary>
internal sealed record TimelineWait(string Kind, string? Target);
