using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Memory;

/// <summary>A run with its steps.</summary>
internal sealed class MemoryRun(NewRun run, string queue, DateTimeOffset now)
{
    public RunId Id { get; } = run.Id;

    public string Workflow { get; } = run.Workflow;

    public string Queue { get; } = queue;

    public int Priority { get; } = run.Priority;

    public string? IdempotencyKey { get; } = NullIfEmpty(run.IdempotencyKey);

    public DateTimeOffset CreatedAt { get; } = now;

    public RunStatus Status { get; set; }

    public int Attempt { get; set; } = 1;

    public int Crashes { get; set; }

    /// <summary>The fencing token; null before the first claim.</summary>
    public long? Fence { get; set; }

    public string? Worker { get; set; }

    /// <summary>When it is due; a timer's place goes by it.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Since when it is ready; its place in the queue goes by it.</summary>
    public DateTimeOffset ReadySince { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The reason for its cancellation, perhaps empty; not null from the request on.</summary>
    public string? CancelReason { get; set; }

    public byte[]? Output { get; set; }

    public RunError? Error { get; set; }

    public Dictionary<string, MemoryStep> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>How it ended; null before.</summary>
    public RunOutcome? Outcome => Status switch
    {
        RunStatus.Succeeded => new RunOutcome.Succeeded(new Payload(Output)),
        RunStatus.Failed => new RunOutcome.Failed(Error!),
        RunStatus.Canceled => new RunOutcome.Canceled(NullIfEmpty(CancelReason)),
        _ => null,
    };

    public ClaimedRun ToClaimed(DateTimeOffset now) => new()
    {
        Id = Id,
        Fence = Fence!.Value,
        Workflow = Workflow,
        Queue = Queue,
        Attempt = Attempt,
        Crashes = Crashes,
        CreatedAt = CreatedAt,
        Input = run.Input,
        TraceParent = NullIfEmpty(run.TraceParent),
        Steps = Steps.Where(step => step.Value.IsSucceeded).ToDictionary(step => step.Key, step => step.Value.Record.Output!.Value.Utf8),
        Waits = Steps.Where(step => step.Value.IsSleep).ToDictionary(step => step.Key, step => step.Value.Record.FinishedAt - now),
    };

    public RunSummary ToSummary() => new()
    {
        Id = Id,
        Workflow = Workflow,
        Queue = Queue,
        Status = Status,
        Attempt = Attempt,
        Crashes = Crashes,
        Priority = Priority,
        CreatedAt = CreatedAt,
        DueAt = DueAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Worker = Worker,
        IdempotencyKey = IdempotencyKey,
        CancelReason = NullIfEmpty(CancelReason),
    };

    public Run ToRun() => new(ToSummary(), new(run.Input))
    {
        TraceParent = NullIfEmpty(run.TraceParent),
        Output = Output is null ? null : new Payload(Output),
        Error = Error,
    };

    /// <summary>Lists its steps in the order in which the handler reached them.</summary>
    public IReadOnlyList<StepRecord> ToSteps(DateTimeOffset now) =>
    [
        .. Steps.Values.OrderBy(step => step.Position).ThenBy(step => step.Record.FinishedAt).Select(step => step.ToRecord(now)),
    ];

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
