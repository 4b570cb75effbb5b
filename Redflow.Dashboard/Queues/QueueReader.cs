using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Dashboard.Redaction;
using Redflow.Dashboard.Workers;
using Redflow.Dashboard.Workflows;
using Redflow.Queues;

namespace Redflow.Dashboard.Queues;

/// <summary>Reads queues: the first page of them once a second at most for all viewers together.</summary>
internal sealed class QueueReader(RedflowClient client, TimeProvider time, WorkerReader workers, WorkflowReader workflows, Veil veil)
{
    private readonly Shared<QueuePage> _first = new(TimeSpan.FromSeconds(1), time, () => client.ListQueuesAsync());

    /// <summary>Has the queues read anew, because a viewer has just changed one.</summary>
    public void Forget() => _first.Forget();

    /// <summary>Reads a page. A place that is none of this list begins it again: somebody has changed the address.</summary>
    public async Task<QueueList> ListAsync(string? cursor, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var isFirst = !Names.IsValid(cursor);
        var page = isFirst ? await _first.ReadAsync(cancellationToken) : await client.ListQueuesAsync(new() { Cursor = cursor }, cancellationToken);
        return new(veil.Cover(page, viewer), isFirst);
    }

    /// <summary>Reads a queue.</summary>
    /// <exception cref="QueueNotFoundException">Nobody has named it, or it is the engine's own.</exception>
    public Task<QueueInfo> GetAsync(string name, CancellationToken cancellationToken) =>
        Names.IsValid(name) && !SystemNames.IsOurs(name) ? client.GetQueueAsync(name, cancellationToken) : throw new QueueNotFoundException(name);

    /// <summary>Reads a queue for its page.</summary>
    /// <exception cref="QueueNotFoundException">Nobody has named it.</exception>
    public async Task<ShownQueue> ReadAsync(string name, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        var queue = await GetAsync(name, cancellationToken);
        var serving = (await workers.ReadAsync(cancellationToken)).Workers.Where(worker => worker.Queues.Contains(name));
        return new(
            veil.Cover(queue, viewer),
            veil.Cover<IReadOnlyList<Redflow.Workers.WorkerInfo>>([.. serving], viewer),
            await workflows.ListOfQueueAsync(name, viewer, cancellationToken));
    }
}
