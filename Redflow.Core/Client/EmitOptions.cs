namespace Redflow.Client;

/// <summary>How a run is emitted.</summary>
public sealed record EmitOptions
{
    /// <summary>The longest <see cref="IdempotencyKey"/>.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>The range of <see cref="Priority"/>: from minus this to this.</summary>
    public const int MaxPriority = 1_000;

    /// <summary>The longest <see cref="Delay"/>: 3,650 days.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromDays(3_650);

    /// <summary>The latest <see cref="RunAt"/>: the year 9000.</summary>
    public static readonly DateTimeOffset MaxRunAt = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// While a run of this workflow with this key is kept, an emit with the same key returns that run and creates none. 1 to 256
    /// characters without control characters.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When the run is due, up to <see cref="MaxRunAt"/>. A time that has passed means at once.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>How long from now the run is due, up to <see cref="MaxDelay"/>, by Redis's clock. Not together with <see cref="RunAt"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Lower goes first within the queue, -1,000 to 1,000.</summary>
    /// <value>0.</value>
    public int Priority { get; init; }

    /// <summary>Whether the workflow may be one that no worker has registered yet; its run goes to the queue <c>default</c>.</summary>
    /// <value>False: such an emit throws <see cref="Workflows.UnknownWorkflowException"/>.</value>
    public bool AllowUnregistered { get; init; }

    internal void Validate()
    {
        if (IdempotencyKey is not null && !Names.IsLabel(IdempotencyKey, MaxKeyLength))
        {
            throw new ArgumentException($"IdempotencyKey takes 1 to {MaxKeyLength} characters without control characters.", nameof(IdempotencyKey));
        }

        if (Priority is < -MaxPriority or > MaxPriority)
        {
            throw new ArgumentOutOfRangeException(nameof(Priority), Priority, $"Priority goes from {-MaxPriority} to {MaxPriority}.");
        }

        if (Delay is { } delay && (delay < TimeSpan.Zero || delay > MaxDelay))
        {
            throw new ArgumentOutOfRangeException(nameof(Delay), delay, $"Delay goes from 0 to {MaxDelay.TotalDays} days.");
        }

        if (RunAt is { } runAt && runAt > MaxRunAt)
        {
            throw new ArgumentOutOfRangeException(nameof(RunAt), runAt, "RunAt goes up to the year 9000.");
        }

        if (RunAt is not null && Delay is not null)
        {
            throw new ArgumentException("Give RunAt or Delay, not both.", nameof(Delay));
        }
    }
}
