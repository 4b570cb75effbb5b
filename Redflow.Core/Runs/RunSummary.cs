namespace Redflow.Runs;

/// <summary>A run as a list shows it: without its payloads. Times are Redis's.</summary>
public record RunSummary
{
    /// <summary>The run's id.</summary>
    public required RunId Id { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The queue that it is (or was) taken from.</summary>
    public required string Queue { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The current attempt, from 1; each retry and each lost worker makes it one more.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many workers were lost while they ran it.</summary>
    public required int Crashes { get; init; }

    /// <summary>Lower goes first within the queue.</summary>
    public required int Priority { get; init; }

    /// <summary>When it was emitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is due; null unless it is <see cref="RunStatus.Scheduled"/> or <see cref="RunStatus.Waiting"/> for a time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was first claimed; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The worker that runs it, or was the last to; null before the first claim.</summary>
    public string? Worker { get; init; }

    /// <summary>The idempotency key it was emitted with.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What it can be found by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whose share of its workflow's limits it takes; null for nobody's.</summary>
    public string? LimitKey { get; init; }

    /// <summary>The run whose step made it; null for none.</summary>
    public RunId? Parent { get; init; }

    /// <summary>The step of the parent that made it; null without a parent.</summary>
    public string? ParentStep { get; init; }

    /// <summary>The run that it repeats; null for none.</summary>
    public RunId? RerunOf { get; init; }

    /// <summary>The run whose steps it undoes: that one had compensations and did not succeed. Null for none.</summary>
    public RunId? CompensationOf { get; init; }

    /// <summary>What runs that failed alike have in common: workflow, step, error type and top frame; null unless it <see cref="RunStatus.Failed"/>.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Why cancellation was asked for; null when it was not.</summary>
    public string? CancelReason { get; init; }
}
