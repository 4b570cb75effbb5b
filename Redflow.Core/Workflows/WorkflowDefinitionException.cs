namespace Redflow.Workflows;

/// <summary>Definitions of workflows are wrong; the host does not start. All mistakes are listed together.</summary>
public sealed class WorkflowDefinitionException(IReadOnlyList<string> mistakes)
    : RedflowException($"Workflow definitions are wrong:{string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}- {mistake}"))}")
{
    /// <summary>The mistakes, a sentence each.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
