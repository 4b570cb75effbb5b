using Redflow.Execution;
using Redflow.Steps;

namespace Redflow.Workflows;

/// <summary>What a handler works with in one pass.</summary>
/// <typeparam name="TInput">The workflow's input.</typeparam>
public sealed class WorkflowContext<TInput> : WorkflowContext
{
    internal WorkflowContext(TInput input, Pass pass, StepServices services, Replay? replay = null)
        : base(pass, services, replay) => Input = input;

    /// <summary>The run's input.</summary>
    public TInput Input { get; }
}
