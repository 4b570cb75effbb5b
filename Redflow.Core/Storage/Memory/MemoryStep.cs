using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Memory;

/// <summary>A step of a run: <see cref="StepStatus.Running"/> is a wait, also one that is over.</summary>
/// <param name="Record">The step as it was stored.</param>
/// <param name="Position">Which step of the pass it was, from 1.</param>
internal sealed record MemoryStep(StepRecord Record, int Position)
{
    /// <summary>What it waits for, or has waited for; null for a step of work.</summary>
    public MemoryWait? Wait { get; init; }

    public bool IsSucceeded => Record.Status == StepStatus.Succeeded;

    /// <summary>Whether another attempt replaces it.</summary>
    public bool IsFailedAttempt => Record.Status == StepStatus.Failed && Wait is null;

    /// <summary>Whether what it waited for failed: another attempt does not run it again.</summary>
    public bool IsFailedForGood => Record.Status == StepStatus.Failed && Wait is not null;

    /// <summary>Whether it waits, or waited in vain; a sleep stays a wait when it is over.</summary>
    public bool IsWait => Record.Status == StepStatus.Running;

    public static MemoryStep Ended(StepCommit commit, DateTimeOffset now)
    {
        var succeeded = commit.Status == StepStatus.Succeeded;
        return new(
            new()
            {
                Name = commit.Step,
                Status = succeeded ? StepStatus.Succeeded : StepStatus.Failed,
                Attempt = commit.Attempt,
                StartedAt = now - WholeMilliseconds.Down(commit.Duration),
                FinishedAt = now,
                Output = succeeded ? new Payload(commit.Payload) : null,
                Error = succeeded ? null : JsonSerializer.Deserialize<RunError>(commit.Payload, PayloadJson.Options),
            },
            commit.Position);
    }

    public static MemoryStep Waiting(StepWait wait, int attempt, DateTimeOffset now) => new(
        new()
        {
            Name = wait.Step,
            Status = StepStatus.Running,
            Attempt = attempt,
            StartedAt = now,
            FinishedAt = MemoryWait.UntilOf(wait, now),
        },
        wait.Position)
    {
        Wait = MemoryWait.Of(wait, now),
    };

    /// <summary>Whether nothing is left to wait for.</summary>
    public bool IsOver(DateTimeOffset now) => !IsWait || Wait!.IsOver(now);

    public bool WaitsFor(WaitKind kind, string target, DateTimeOffset now) => !IsOver(now) && Wait!.Kind == kind && Wait.Target == target;

    public MemoryStep Succeeded(Payload output, DateTimeOffset now) =>
        this with { Record = Record with { Status = StepStatus.Succeeded, FinishedAt = now, Output = output } };

    public MemoryStep Failed(RunError error, DateTimeOffset now) =>
        this with { Record = Record with { Status = StepStatus.Failed, FinishedAt = now, Error = error } };

    public StepRecord ToRecord(DateTimeOffset now) => Record with
    {
        Status = IsWait && Wait!.Kind == WaitKind.Sleep && Wait.IsOver(now) ? StepStatus.Succeeded : Record.Status,
        WaitedFor = Wait?.Kind,
    };
}
