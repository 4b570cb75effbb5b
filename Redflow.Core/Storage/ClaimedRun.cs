using System.Collections.ObjectModel;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>A run with all that its handler needs.</summary>
public sealed record ClaimedRun
{
    /// <summary>The run.</summary>
    public required RunId Id { get; init; }

    /// <summary>What every write for it has to carry.</summary>
    public required long Fence { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The queue it was taken from.</summary>
    public required string Queue { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many workers it has lost.</summary>
    public int Crashes { get; init; }

    /// <summary>When it was emitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was claimed, by the store's clock.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>The input as JSON.</summary>
    public required byte[] Input { get; init; }

    /// <summary>The trace parent of its emit.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Since when it could have started, or gone on, by the store's clock: what is between is its wait for a slot and a worker. Null when that is not known.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>The trace parent of the pass before; null when there was none, it was not recorded, or its worker was lost.</summary>
    public string? PreviousPass { get; init; }

    /// <summary>The trace parent of what ended a wait of it since the pass before: the last pass of a child, or the emit of an event. Null for none, or one that was not recorded.</summary>
    public string? WokenBy { get; init; }

    /// <summary>The results of its committed steps, by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Steps { get; init; } = ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>How many of the attempts were made before the run was retried in place.</summary>
    public int EarlierAttempts { get; init; }

    /// <summary>The errors of the steps that have failed for good, by name: what they waited for failed.</summary>
    public IReadOnlyDictionary<string, RunError> FailedSteps { get; init; } = ReadOnlyDictionary<string, RunError>.Empty;

    /// <summary>The errors of the steps whose latest attempt has failed, by name.</summary>
    public IReadOnlyDictionary<string, RunError> FailedAttempts { get; init; } = ReadOnlyDictionary<string, RunError>.Empty;

    /// <summary>When the results and errors of steps were stored, and when waits are over, by name and by the store's clock.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> StepTimes { get; init; } = ReadOnlyDictionary<string, DateTimeOffset>.Empty;

    /// <summary>When it was first claimed, or the run that it compensates was; by the store's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether it is known to have compensations.</summary>
    public bool IsCompensable { get; init; }

    /// <summary>The run whose steps it is to undo; null for one that is to do its work.</summary>
    public RunId? CompensationOf { get; init; }

    /// <summary>What is left, by the store's clock, of the waits that earlier passes began, by step name; zero or less when over, the maximum for one without a time-out.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Waits { get; init; } = ReadOnlyDictionary<string, TimeSpan>.Empty;

    /// <summary>Why the input or a step's result can't be decoded here, so that the handler can't run; null when all can.</summary>
    public PayloadUnreadableException? Unreadable { get; init; }
}
