using Microsoft.Extensions.Logging;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Workflows;

/// <summary>What a handler of a run's end works with in one pass.</summary>
public sealed class RunEndContext
{
    private readonly WorkflowContext<EndedRun> _ctx;
    private readonly Run _run;

    internal RunEndContext(WorkflowContext<EndedRun> ctx, Run run, int maxAttempts)
    {
        _ctx = ctx;
        _run = run;
        var ended = ctx.Input;
        Status = RunStatuses.Parse(ended.Status);
        Run = new(ended.Id, ended.Workflow, ended.Queue, ended.Attempt, maxAttempts, ended.CreatedAt);
    }

    /// <summary>The run that has ended.</summary>
    public RunInfo Run { get; }

    /// <summary>How it ended. It may have been retried since.</summary>
    public RunStatus Status { get; }

    /// <summary>The error of its last failed attempt; null when none has failed.</summary>
    public RunError? Error => _run.Error;

    /// <summary>Why it was canceled; null when it was not, or nobody has said.</summary>
    public string? CancelReason => _run.CancelReason;

    /// <summary>Durable steps, those of the handler.</summary>
    public StepRunner Step => _ctx.Step;

    /// <inheritdoc cref="WorkflowContext.CancellationToken"/>
    public CancellationToken CancellationToken => _ctx.CancellationToken;

    /// <inheritdoc cref="WorkflowContext.Logger"/>
    public ILogger Logger => _ctx.Logger;

    private PayloadSerializer Payloads => _ctx.Services.Payloads;

    /// <summary>Reads the input of the run that has ended.</summary>
    /// <exception cref="System.Text.Json.JsonException">It does not fit the type.</exception>
    public T GetInput<T>() => Payloads.Read<T>(_run.Input.Utf8.Span)!;

    /// <summary>Reads the output of the run that has ended.</summary>
    /// <exception cref="InvalidOperationException">It has none: it did not succeed, or was retried since.</exception>
    /// <exception cref="System.Text.Json.JsonException">It does not fit the type.</exception>
    public T GetOutput<T>() => _run.Output is { } output
        ? Payloads.Read<T>(output.Utf8.Span)!
        : throw new InvalidOperationException($"Run '{_run.Id}' has no output: {Status} was how it ended, {_run.Status} is what it is now.");
}
