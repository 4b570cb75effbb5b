namespace Redflow.Client;

/// <summary>A workflow's queue has as many runs as it takes; nothing was created.</summary>
public sealed class QueueFullException(string workflow)
    : RedflowException($"The queue of workflow '{workflow}' has as many runs as its MaxQueueLength allows. Emit again later, or start more workers.")
{
    /// <summary>The workflow.</summary>
    public string Workflow { get; } = workflow;
}
