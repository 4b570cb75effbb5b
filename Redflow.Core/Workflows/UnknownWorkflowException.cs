namespace Redflow.Workflows;

/// <summary>A run was asked of a workflow that no worker has registered.</summary>
public sealed class UnknownWorkflowException(string workflow, IReadOnlyList<string> known)
    : RedflowException(
        $"Workflow '{workflow}' is not registered by any worker. Known workflows: {(known.Count == 0 ? "none" : string.Join(", ", known))}. "
        + "Start a worker that has it, or pass AllowUnregistered.")
{
    /// <summary>The name that was asked for.</summary>
    public string Workflow { get; } = workflow;

    /// <summary>The names that workers have registered.</summary>
    public IReadOnlyList<string> Known { get; } = known;
}
