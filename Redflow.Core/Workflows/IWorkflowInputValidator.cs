using Redflow.Payloads;

namespace Redflow.Workflows;

/// <summary>Checks what annotations can't say of the inputs of a type. Registered in DI, any number of them for a type.</summary>
/// <typeparam name="TInput">The input's type, as workflows and emits name it.</typeparam>
/// <remarks>
/// It is asked where a client emits a run, in the processes that have it registered, and by the worker before the handler runs, until the run has stored
/// its first step. Runs that steps, schedules and events emit are asked about by the worker alone. What the annotations of the input refuse does not come here.
/// </remarks>
public interface IWorkflowInputValidator<TInput>
{
    /// <summary>Checks an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Fires when the emit or the pass is canceled.</param>
    /// <returns>Everything that is wrong, without the values of members; empty when nothing is.</returns>
    Task<IReadOnlyList<InputProblem>> ValidateAsync(TInput input, CancellationToken cancellationToken);
}
