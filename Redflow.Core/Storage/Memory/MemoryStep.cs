using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Memory;

/// <summary>A step of a run: <see cref="StepStatus.Running"/> is a sleep, also one that is over.</summary>
/// <param name="Record">The step as it was stored.</param>
/// <param name="Position">Which step of the pass it was, from 1.</param>
internal sealed record MemoryStep(StepRecord Record, int Position)
{
    public bool IsSleep => Record.Status == StepStatus.Running;

    public bool IsSucceeded => Record.Status == StepStatus.Succeeded;

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

    public static MemoryStep Sleep(StepWait wait, int attempt, DateTimeOffset now) => new(
        new()
        {
            Name = wait.Step,
            Status = StepStatus.Running,
            Attempt = attempt,
            StartedAt = now,
            FinishedAt = WholeMilliseconds.After(now, wait.Delay),
        },
        wait.Position);

    public StepRecord ToRecord(DateTimeOffset now) =>
        IsSleep && Record.FinishedAt <= now ? Record with { Status = StepStatus.Succeeded } : Record;
}
