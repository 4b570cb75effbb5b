using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Memory;

/// <summary>How runs look from outside.</summary>
internal static class RunView
{
    public static ClaimedRun ToClaimed(this MemoryRun run, DateTimeOffset now) => new()
    {
        Id = run.Id,
        Fence = run.Fence!.Value,
        Workflow = run.Workflow,
        Queue = run.Queue,
        Attempt = run.Attempt,
        EarlierAttempts = run.EarlierAttempts,
        Crashes = run.Crashes,
        CreatedAt = run.CreatedAt,
        ClaimedAt = now,
        Input = run.Emitted.Input,
        TraceParent = NullIfEmpty(run.Emitted.TraceParent),
        PreviousPass = run.LastPass,
        WokenBy = run.WokenBy,
        Steps = run.Steps.Where(step => step.Value.IsSucceeded)
            .ToDictionary(step => step.Key, step => step.Value.Record.Output!.Value.Utf8),
        FailedSteps = run.Steps.Where(step => step.Value.IsFailedForGood)
            .ToDictionary(step => step.Key, step => step.Value.Record.Error!),
        FailedAttempts = run.Steps.Where(step => step.Value.IsFailedAttempt)
            .ToDictionary(step => step.Key, step => step.Value.Record.Error!),
        StepTimes = run.Steps.Where(step => step.Value.Record.FinishedAt is not null)
            .ToDictionary(step => step.Key, step => step.Value.Record.FinishedAt!.Value),
        StartedAt = run.SourceStartedAt ?? run.StartedAt!.Value,
        IsCompensable = run.IsCompensable,
        CompensationOf = run.CompensationOf,
        Waits = run.Steps.Where(step => step.Value.IsWait)
            .ToDictionary(step => step.Key, step => step.Value.Wait!.Until - now ?? TimeSpan.MaxValue),
    };

    public static RunSummary ToSummary(this MemoryRun run) => new()
    {
        Id = run.Id,
        Workflow = run.Workflow,
        Queue = run.Queue,
        Status = run.Status,
        Attempt = run.Attempt,
        Crashes = run.Crashes,
        Priority = run.Priority,
        CreatedAt = run.CreatedAt,
        DueAt = run.DueAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Worker = run.Worker,
        IdempotencyKey = run.IdempotencyKey,
        Tags = run.Emitted.Tags,
        LimitKey = NullIfEmpty(run.LimitKey),
        Parent = run.Emitted.Parent?.Run,
        ParentStep = run.Emitted.Parent?.Step,
        RerunOf = run.RerunOf,
        Fingerprint = run.Fingerprint,
        CompensationOf = run.CompensationOf,
        CancelReason = NullIfEmpty(run.CancelReason),
    };

    public static Run ToRun(this MemoryRun run) => new(run.ToSummary(), new(run.Emitted.Input))
    {
        TraceParent = NullIfEmpty(run.Emitted.TraceParent),
        Output = run.Output is null ? null : new Payload(run.Output),
        Error = run.Error,
        FailedAttempts = [.. run.FailedAttempts],
        CustomStatus = run.CustomStatus is null ? null : new Payload(run.CustomStatus),
        StoredProgress = run.Progress is null ? null : new Payload(run.Progress),
    };

    /// <summary>Returns a row with payloads, as far as there is room for them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="include">Which.</param>
    /// <param name="room">The bytes that are left.</param>
    public static RunRow ToRow(this MemoryRun run, RunPayloads include, ref int room)
    {
        var omitted = RunPayloads.None;
        var error = run.Error is null ? null : Payload.From(run.Error).Utf8.ToArray();
        var (input, output) = (Take(RunPayloads.Input, run.Emitted.Input, ref room), Take(RunPayloads.Output, run.Output, ref room));
        var shown = Take(RunPayloads.Error, error, ref room) is not null;
        var (status, progress) = (Take(RunPayloads.CustomStatus, run.CustomStatus, ref room), Take(RunPayloads.Progress, run.Progress, ref room));
        return new(run.ToSummary())
        {
            Input = input,
            Output = output,
            Error = shown ? run.Error : null,
            CustomStatus = status,
            StoredProgress = progress,
            Omitted = omitted,
        };

        Payload? Take(RunPayloads which, byte[]? stored, ref int left)
        {
            if (stored is null || !include.HasFlag(which))
            {
                return null;
            }

            if (stored.Length > Math.Min(RunQuery.MaxIncludedBytes, left))
            {
                omitted |= which;
                return null;
            }

            left -= stored.Length;
            return new Payload(stored);
        }
    }

    /// <summary>Lists its steps in the order in which the handler reached them.</summary>
    public static IReadOnlyList<StepRecord> ToSteps(this MemoryRun run, DateTimeOffset now) =>
    [
        .. run.Steps.Values.OrderBy(step => step.Position).ThenBy(step => step.Record.FinishedAt).Select(step => step.ToRecord(now)),
    ];

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
