using Redflow.Payloads;
using Redflow.Steps;

namespace Redflow.Workflows;

/// <summary>What a handler works with in one pass.</summary>
/// <typeparam name="TInput">The workflow's input.</typeparam>
public sealed class WorkflowContext<TInput>
{
    private readonly Execution.Pass _pass;

    internal WorkflowContext(TInput input, Execution.Pass pass, PayloadSerializer payloads)
    {
        Input = input;
        _pass = pass;
        Step = new StepRunner(pass, payloads);
    }

    /// <summary>The run's input.</summary>
    public TInput Input { get; }

    /// <summary>The run.</summary>
    public RunInfo Run => _pass.Run;

    /// <summary>The durable steps.</summary>
    public StepRunner Step { get; }

    /// <summary>Fires when the run is canceled, the lease is lost, or the host stops and its grace period is over.</summary>
    public CancellationToken CancellationToken => _pass.CancellationToken;

    /// <summary>Why <see cref="CancellationToken"/> fired.</summary>
    public CancellationReason CancellationReason => _pass.CancellationReason;
}
