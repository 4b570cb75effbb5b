namespace Redflow.Workflows;

/// <summary>
/// Handles the end of a workflow's runs: see <see cref="WorkflowOptions.OnFailure{THandler}()"/>. Its class is made anew, in a DI scope, for every pass.
/// </summary>
public interface IRunEndHandler
{
    /// <summary>Handles the end of a run.</summary>
    /// <param name="ctx">The run that has ended, and steps.</param>
    /// <remarks>A handler like a workflow's: it runs again from the top after a suspension, retry or crash, and side effects belong in steps.</remarks>
    Task HandleAsync(RunEndContext ctx);
}
