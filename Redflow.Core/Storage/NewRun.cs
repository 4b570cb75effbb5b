using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>A run to emit.</summary>
public sealed record NewRun
{
    /// <summary>Its id, made by the client.</summary>
    public required RunId Id { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The input as JSON.</summary>
    public required byte[] Input { get; init; }

    /// <summary>When it is due; null for at once.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>How long from now, by the store's clock, it is due; null for at once.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Lower goes first.</summary>
    public int Priority { get; init; }

    /// <summary>What it can be found by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>While a run of this workflow holds this key, no second one is created.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long the run holds its key from now; null for as long as it is kept.</summary>
    public TimeSpan? KeyTtl { get; init; }

    /// <summary>What to do when the key is taken.</summary>
    public KeyReuse KeyReuse { get; init; }

    /// <summary>Whose share of the workflow's limits it takes; null for nobody's.</summary>
    public string? LimitKey { get; init; }

    /// <summary>How long after it was due it may still start; then it ends canceled. Null for the workflow's.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>How long after its first start it may take, waits and retries included; then it ends failed. Null for the workflow's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The step that made it; null for none.</summary>
    public ParentStep? Parent { get; init; }

    /// <summary>The W3C trace parent of the emit.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether it is refused while its queue is full.</summary>
    public bool IsBounded { get; init; }

    /// <summary>Whether the workflow may be one that no worker has registered yet.</summary>
    public bool AllowUnregistered { get; init; }

    /// <summary>Returns when it is due if it is emitted now, at a whole millisecond.</summary>
    internal DateTimeOffset DueFrom(DateTimeOffset now) =>
        RunAt is { } runAt ? WholeMilliseconds.Down(runAt) : WholeMilliseconds.After(now, Delay ?? TimeSpan.Zero);
}
