namespace Redflow.Runs;

/// <summary>What to list: newest first, a page at a time.</summary>
/// <remarks>
/// A Redis store looks at 10,000 running runs at most in each partition: where more are running at a time, a list that is not by tag, parent,
/// fingerprint or idempotency key has some of them only.
/// </remarks>
public sealed record RunQuery
{
    /// <summary>The most rows a page may have.</summary>
    public const int MaxLimit = 500;

    /// <summary>The largest payload that a row has, in bytes as it is stored.</summary>
    public const int MaxIncludedBytes = 64 * 1024;

    /// <summary>The most that the payloads of a page take together, in bytes as they are stored, in each partition.</summary>
    public const int MaxPageBytes = 4 * 1024 * 1024;

    /// <summary>Only runs of this workflow; null for all.</summary>
    public string? Workflow { get; init; }

    /// <summary>Only runs in this status; null for all.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only runs in one of these statuses; empty for all.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    /// <summary>Only runs of this queue; null for all.</summary>
    public string? Queue { get; init; }

    /// <summary>Only runs that carry this tag; null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>Only runs with this limit key; null for all.</summary>
    public string? LimitKey { get; init; }

    /// <summary>Only children of this run, and the run that compensates it; null for all.</summary>
    public RunId? Parent { get; init; }

    /// <summary>Only failed runs whose error has this fingerprint; null for all.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Only runs with this idempotency key; null for all.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Only runs whose id begins like this; null for all.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Only these runs, <see cref="MaxLimit"/> at most; empty for all. Not together with <see cref="Parent"/> or <see cref="IdempotencyKey"/>.</summary>
    public IReadOnlyList<RunId> Ids { get; init => field = value ?? []; } = [];

    /// <summary>Only runs that were created at this time or later; null for all.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only runs that were created before this time; null for all.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Rows in a page, 1 to <see cref="MaxLimit"/>.</summary>
    /// <value>50.</value>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="RunPage.NextCursor"/> of the page before; null for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>What rows have of a run's payloads: then they are <see cref="RunRow"/>s.</summary>
    /// <value>None.</value>
    /// <remarks>A payload over <see cref="MaxIncludedBytes"/>, or beyond <see cref="MaxPageBytes"/>, is left out, and <see cref="RunRow.Omitted"/> says so.</remarks>
    public RunPayloads Include { get; init; }

    internal void Validate()
    {
        if (Limit is < 1 or > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, $"Limit goes from 1 to {MaxLimit}.");
        }

        if (Status is { } status && !Enum.IsDefined(status))
        {
            throw new ArgumentOutOfRangeException(nameof(Status), status, "There is no such status.");
        }

        if (Statuses is null || !Statuses.All(Enum.IsDefined))
        {
            throw new ArgumentOutOfRangeException(nameof(Statuses), Statuses, "There is no such status.");
        }

        if ((Include & ~RunPayloads.All) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(Include), Include, "There are no such payloads.");
        }

        if (IdempotencyKey is not null && Workflow is null)
        {
            throw new ArgumentException("An idempotency key belongs to a workflow: give Workflow too.", nameof(IdempotencyKey));
        }

        if (Ids.Count > MaxLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(Ids), Ids.Count, $"A query names {MaxLimit} runs at most.");
        }

        if (Ids.Count > 0 && (Parent is not null || IdempotencyKey is not null))
        {
            throw new ArgumentException("Runs are named by their ids, or found by their parent or their idempotency key: not both.", nameof(Ids));
        }

        if (RunCursor.Mistake(Cursor) is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(Cursor));
        }
    }
}
