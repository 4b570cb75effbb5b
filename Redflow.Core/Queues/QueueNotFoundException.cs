namespace Redflow.Queues;

/// <summary>No workflow and no worker has named this queue, and it was never paused.</summary>
public sealed class QueueNotFoundException(string queue)
    : RedflowException($"There is no queue '{queue}': no workflow and no worker has named it. Start a worker that serves it.")
{
    /// <summary>The queue that was asked for.</summary>
    public string Queue { get; } = queue;
}
