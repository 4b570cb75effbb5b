namespace Redflow.Workflows;

/// <summary>A workflow: an async handler made of named steps. Its class is made anew, in a DI scope, for every pass.</summary>
/// <typeparam name="TInput">What a run is emitted with; stored as JSON.</typeparam>
/// <typeparam name="TOutput">What a run returns; stored as JSON.</typeparam>
public interface IWorkflow<TInput, TOutput>
{
    /// <summary>Runs one pass of the handler.</summary>
    /// <param name="ctx">The run's input and its steps.</param>
    /// <remarks>
    /// It runs again from the top after every suspension, retry or crash; finished steps return their stored result at once. So what
    /// stands between steps must be harmless to repeat, and side effects belong in steps.
    /// </remarks>
    Task<TOutput> RunAsync(WorkflowContext<TInput> ctx);
}
