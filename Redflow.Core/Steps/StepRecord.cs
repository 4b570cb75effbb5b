using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Steps;

/// <summary>A step as it is stored with its run.</summary>
public sealed record StepRecord
{
    /// <summary>The step's name, unique in its run.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>The attempt of the run in which it ended.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it started: when its record was stored, by Redis's clock, less the duration that the worker measured.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// When its result was stored, by Redis's clock; of one that waits, when its sleep or its time-out is over, and null when it has none.
    /// </summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it waits for, or has waited for; null for a step of work.</summary>
    public WaitKind? WaitedFor { get; init; }

    /// <summary>Its result; null unless it <see cref="StepStatus.Succeeded"/>.</summary>
    public Payload? Output { get; init; }

    /// <summary>Its error; null unless it <see cref="StepStatus.Failed"/>.</summary>
    public RunError? Error { get; init; }
}
