using Redflow.Limits;
using Redflow.Runs;

namespace Redflow.Client;

/// <summary>How a run is emitted.</summary>
public record EmitOptions
{
    /// <summary>The longest <see cref="IdempotencyKey"/>.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>The range of <see cref="Priority"/>: from minus this to this.</summary>
    public const int MaxPriority = 1_000;

    /// <summary>The most <see cref="Tags"/>.</summary>
    public const int MaxTags = 16;

    /// <summary>The longest tag, in characters.</summary>
    public const int MaxTagLength = 128;

    /// <summary>The longest <see cref="Delay"/>: 3,650 days.</summary>
    public static readonly TimeSpan MaxDelay = LongSpan.Longest;

    /// <summary>The latest <see cref="RunAt"/>: the year 9000.</summary>
    public static readonly DateTimeOffset MaxRunAt = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// While a run of this workflow with this key is kept, an emit with the same key returns that run and creates none. 1 to 256
    /// characters without control characters.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long the run holds its <see cref="IdempotencyKey"/> from now, 1 ms to <see cref="MaxDelay"/>, by Redis's clock.</summary>
    /// <value>Null: for as long as the run is kept.</value>
    public TimeSpan? KeyTtl { get; init; }

    /// <summary>What to do when the <see cref="IdempotencyKey"/> is taken.</summary>
    /// <value><see cref="KeyReuse.ReturnExisting"/>.</value>
    public KeyReuse KeyReuse { get; init; }

    /// <summary>What the run can be found by: at most 16 tags of 1 to 128 characters without control characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whose share of the workflow's limits the run takes, 1 to 256 characters without control characters.</summary>
    /// <value>Null: what <see cref="Workflows.WorkflowOptions.LimitKey"/> finds in the input.</value>
    public string? LimitKey { get; init; }

    /// <summary>How long after it was due the run may still start, 1 ms to <see cref="MaxDelay"/>; then it ends canceled.</summary>
    /// <value>Null: <see cref="Workflows.WorkflowOptions.ExpireAfter"/>.</value>
    /// <remarks>A claim by a worker that does not have the run's workflow, or cannot read its input, is no start.</remarks>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>How long the run may take from its first start, 1 ms to <see cref="MaxDelay"/>; then it ends failed.</summary>
    /// <value>Null: <see cref="Workflows.WorkflowOptions.Timeout"/>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When the run is due, up to <see cref="MaxRunAt"/>. A time that has passed means at once.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>How long after it is stored the run is due, up to <see cref="MaxDelay"/>, by Redis's clock. Not together with <see cref="RunAt"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Lower goes first within the queue, -1,000 to 1,000.</summary>
    /// <value>0.</value>
    public int Priority { get; init; }

    /// <summary>Whether the workflow may be one that no worker has registered yet; its run goes to the queue <c>default</c>.</summary>
    /// <value>False: such an emit throws <see cref="Workflows.UnknownWorkflowException"/>.</value>
    public bool AllowUnregistered { get; init; }

    /// <summary>
    /// How long to try again while the workflow's queue is full, 1 ms to <see cref="MaxDelay"/>: first after about 0.1 s, then ever slower, up to 2 s
    /// apart. After that, <see cref="QueueFullException"/> is thrown.
    /// </summary>
    /// <value>Null: such an emit is refused at once.</value>
    /// <remarks>What steps emit is never refused.</remarks>
    public TimeSpan? WaitForRoom { get; init; }

    internal virtual void Validate()
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

        if (Tags is null || Tags.Count > MaxTags || !Tags.All(tag => Names.IsLabel(tag, MaxTagLength)))
        {
            throw new ArgumentException($"Tags takes at most {MaxTags} tags of 1 to {MaxTagLength} characters without control characters.", nameof(Tags));
        }

        if (LimitKey is not null && !Names.IsLabel(LimitKey, LimitKeyPath.MaxKeyLength))
        {
            throw new ArgumentException($"LimitKey takes 1 to {LimitKeyPath.MaxKeyLength} characters without control characters.", nameof(LimitKey));
        }

        if (KeyTtl is not null && IdempotencyKey is null)
        {
            throw new ArgumentException("KeyTtl is that of the IdempotencyKey: give one.", nameof(KeyTtl));
        }

        if (!Enum.IsDefined(KeyReuse))
        {
            throw new ArgumentOutOfRangeException(nameof(KeyReuse), KeyReuse, "There is no such reuse of keys.");
        }

        LongSpan.Check(nameof(KeyTtl), KeyTtl);
        LongSpan.Check(nameof(ExpireAfter), ExpireAfter);
        LongSpan.Check(nameof(Timeout), Timeout);
        LongSpan.Check(nameof(WaitForRoom), WaitForRoom);
        if (RunAt is not null && Delay is not null)
        {
            throw new ArgumentException("Give RunAt or Delay, not both.", nameof(Delay));
        }
    }
}
