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

    /// <summary>While a run of this workflow with this key is kept, no second one is created.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The W3C trace parent of the emit.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether the workflow may be one that no worker has registered yet.</summary>
    public bool AllowUnregistered { get; init; }
}
