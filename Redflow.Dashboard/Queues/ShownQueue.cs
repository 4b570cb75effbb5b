using Redflow.Dashboard.Workflows;
using Redflow.Queues;
using Redflow.Workers;

namespace Redflow.Dashboard.Queues;

/// <summary>A queue as its page shows it.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Workers">Workers that serve it: those of the first page of workers.</param>
/// <param name="Workflows">The workflows whose runs go to it.</param>
internal sealed record ShownQueue(QueueInfo Queue, IReadOnlyList<WorkerInfo> Workers, IReadOnlyList<WorkflowRow> Workflows);
