namespace Redflow.Cli.Runs;

/// <summary>A run as lists have it.</summary>
internal sealed record RunRow(
    string Id,
    string Workflow,
    string Queue,
    string Status,
    int Attempt,
    int Crashes,
    int Priority,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Worker,
    string? IdempotencyKey,
    IReadOnlyList<string> Tags,
    string? LimitKey,
    string? Parent,
    string? ParentStep,
    string? RerunOf,
    string? CompensationOf,
    string? Fingerprint,
    string? CancelReason)
{
    public bool HasEnded => RunStatuses.IsTerminal(Status);
}
