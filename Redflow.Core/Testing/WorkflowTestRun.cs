using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Testing;

/// <summary>What a run in a test has come to.</summary>
public class WorkflowTestRun
{
    private readonly PayloadSerializer _payloads;

    internal WorkflowTestRun(PayloadSerializer payloads) => _payloads = payloads;

    /// <summary>The run as it was left.</summary>
    public required Run Run { get; init; }

    /// <summary>How it ended; <see cref="RunStatus.Waiting"/> when it waits for something that the test does not give it.</summary>
    public RunStatus Status => Run.Status;

    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Status == RunStatus.Succeeded;

    /// <summary>The error that it failed with, or that of its latest failed attempt; null when nothing failed.</summary>
    public RunError? Error => Run.Error;

    /// <summary>Its steps, in the order in which the handler reached them.</summary>
    public required IReadOnlyList<StepRecord> Steps { get; init; }

    /// <summary>The runs that its steps have emitted, the first one first; those of one moment, and time stands still between waits, in no order.</summary>
    public required IReadOnlyList<EmittedWorkflow> EmittedWorkflows { get; init; }

    /// <summary>The events that its steps have emitted, and those of its children, the first one first; not what the test has ready.</summary>
    public required IReadOnlyList<EmittedEvent> EmittedEvents { get; init; }

    /// <summary>The last 100 lines that its handler has logged.</summary>
    public required IReadOnlyList<RunLogLine> Log { get; init; }

    /// <summary>How much time has passed for it: what it slept and waited, skipped.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What it waits for; empty unless it is <see cref="RunStatus.Waiting"/>.</summary>
    public required IReadOnlyList<WaitingStep> WaitsFor { get; init; }

    /// <summary>The names of the overridden steps that it has not come to.</summary>
    public required IReadOnlyList<string> UnusedOverrides { get; init; }

    /// <summary>The compensations that were done because it did not succeed, the first one first.</summary>
    public required IReadOnlyList<string> Compensated { get; init; }

    /// <summary>Returns what the handler returned.</summary>
    /// <exception cref="InvalidOperationException">It has not succeeded; the message says what it came to.</exception>
    public T GetOutput<T>() => Succeeded
        ? _payloads.Read<T>(Run.Output!.Value.Utf8.Span)!
        : throw new InvalidOperationException($"The run has no output: it is {Status.ToWord()}. {Why()}");

    private string Why() => Status == RunStatus.Waiting
        ? $"It waits for {string.Join(", ", WaitsFor.Select(wait => $"{wait.Kind} '{wait.Target}' in step '{wait.Step}'"))}: give the test what it waits for, or override the step."
        : $"{Error?.Type}: {Error?.Message}";
}
