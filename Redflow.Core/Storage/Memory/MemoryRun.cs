using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>A run with its steps.</summary>
internal sealed class MemoryRun(NewRun run, MemoryWorkflow definition, string queue, DateTimeOffset now)
{
    private const int KeptAttempts = 100;

    public RunId Id { get; } = run.Id;

    /// <summary>What it was emitted as.</summary>
    public NewRun Emitted { get; } = run;

    public MemoryWorkflow Definition { get; } = definition;

    public string Workflow => Definition.Name;

    public string Queue { get; } = queue;

    public int Priority { get; } = run.Priority;

    public string? IdempotencyKey { get; } = string.IsNullOrEmpty(run.IdempotencyKey) ? null : run.IdempotencyKey;

    /// <summary>Until when it may hold its key; null for as long as it is kept.</summary>
    public DateTimeOffset? KeyUntil { get; } = run.KeyTtl is { } ttl ? WholeMilliseconds.After(now, ttl) : null;

    /// <summary>Whose share of the limits it takes; empty for nobody's.</summary>
    public string LimitKey { get; } = run.LimitKey ?? "";

    public RunId? RerunOf { get; init; }

    public RunId? CompensationOf { get; init; }

    /// <summary>When the run that it compensates was first claimed.</summary>
    public DateTimeOffset? SourceStartedAt { get; init; }

    /// <summary>Whether it has compensations.</summary>
    public bool IsCompensable { get; set; }

    /// <summary>Whether the run that compensates it is still to be made: so long it is kept.</summary>
    public bool OwesCompensation { get; set; }

    public DateTimeOffset CreatedAt { get; } = now;

    /// <summary>From when on it could have started.</summary>
    public DateTimeOffset StartableFrom { get; set; } = now;

    public RunStatus Status { get; set; }

    public int Attempt { get; set; } = 1;

    /// <summary>How many attempts were made before it was retried in place.</summary>
    public int EarlierAttempts { get; set; }

    public int Crashes { get; set; }

    /// <summary>The fencing token; null before the first claim.</summary>
    public long? Fence { get; set; }

    public string? Worker { get; set; }

    /// <summary>When it is due; null unless a timer is set for it.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it expires or, once claimed, times out; null unless a timer is set for it.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>When it would have expired, had it not been claimed for the first time; null from the next claim on.</summary>
    public DateTimeOffset? Expiry { get; set; }

    /// <summary>How long it may take from its first claim, since the last retry in place; null for no limit or before.</summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Whether its time runs: it was claimed since the last retry in place.</summary>
    public bool IsTimed { get; set; }

    /// <summary>Since when it is queued; its place in the queue goes by it.</summary>
    public DateTimeOffset ReadySince { get; set; }

    /// <summary>Whether it was queued by a wake-up: it has started before, so a rate does not hold it up.</summary>
    public bool IsResumed { get; set; }

    public bool IsInBacklog { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The trace parent of the last pass that was handed in.</summary>
    public string? LastPass { get; set; }

    /// <summary>The trace parent of what ended a wait of it since its last claim.</summary>
    public string? WokenBy { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When its retention is over; null before its end.</summary>
    public DateTimeOffset? KeptUntil { get; set; }

    /// <summary>The reason for its cancellation, perhaps empty; not null from the request on.</summary>
    public string? CancelReason { get; set; }

    public byte[]? Output { get; set; }

    public RunError? Error { get; set; }

    public string? Fingerprint { get; set; }

    public List<RunAttempt> FailedAttempts { get; } = [];

    public byte[]? CustomStatus { get; set; }

    public byte[]? Progress { get; set; }

    /// <summary>The last lines of its log.</summary>
    public Queue<byte[]> Log { get; } = [];

    /// <summary>How many lines were reported under which fence, the last one that reported any.</summary>
    public (long Fence, long Count) Reported { get; set; }

    public Dictionary<string, MemoryStep> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>The children that have not been seen to end.</summary>
    public Dictionary<RunId, OnParentClosed> Children { get; } = [];

    /// <summary>The steps of other runs that wait for its end: their child was to have its idempotency key.</summary>
    public HashSet<(RunId Run, string Step)> Adopters { get; } = [];

    public SignalBox Signals { get; } = new();

    /// <summary>Its place in lists.</summary>
    public RunCursor Place => new(CreatedAt.ToUnixTimeMilliseconds(), Id);

    /// <summary>How it ended; null before.</summary>
    public RunOutcome? Outcome => Status switch
    {
        RunStatus.Succeeded => new RunOutcome.Succeeded(new Payload(Output)),
        RunStatus.Failed => new RunOutcome.Failed(Error!),
        RunStatus.Canceled => new RunOutcome.Canceled(string.IsNullOrEmpty(CancelReason) ? null : CancelReason),
        _ => null,
    };

    /// <summary>Notes that an attempt has failed, and that another one follows. Those of the last hundred are kept.</summary>
    public void FailAttempt(RunError error, DateTimeOffset now)
    {
        FailedAttempts.RemoveAll(failed => failed.Attempt <= Attempt - KeptAttempts);
        FailedAttempts.Add(new(Attempt++, error, now));
    }

    /// <summary>Remembers a child of one of its steps, until that is seen to end.</summary>
    public void AddChild(NewRun child)
    {
        if (child.Parent is { } parent && parent.Run == Id)
        {
            Children[child.Id] = parent.OnClosed;
        }
    }
}
