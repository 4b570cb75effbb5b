using Redflow.Auditing;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Workers;

namespace Redflow.Client;

/// <content>Queues, workers, failures and the audit log.</content>
public sealed partial class RedflowClient
{
    /// <summary>Lists a page of queues, by name; not that of the engine itself. A page may have fewer rows than the limit before the last.</summary>
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public async Task<QueuePage> ListQueuesAsync(QueueQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        query.Validate();
        var queues = await store.ListQueuesAsync(query.Cursor, query.Limit, cancellationToken).ConfigureAwait(false);
        return new(
            [.. queues.Where(queue => !SystemNames.IsOurs(queue.Name))],
            queues.Count == query.Limit ? queues[^1].Name : null);
    }

    /// <summary>Reads a queue.</summary>
    /// <exception cref="QueueNotFoundException">No workflow and no worker has named it, and it was never paused.</exception>
    public async Task<QueueInfo> GetQueueAsync(string queue, CancellationToken cancellationToken = default)
    {
        Names.Check("queue", queue);
        return await store.FindQueueAsync(queue, cancellationToken).ConfigureAwait(false) ?? throw new QueueNotFoundException(queue);
    }

    /// <summary>Lists a page of the workers that hold a lease, by id.</summary>
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public async Task<WorkerPage> ListWorkersAsync(WorkerQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        query.Validate();
        var workers = await store.ListWorkersAsync(query.Cursor, query.Limit, cancellationToken).ConfigureAwait(false);
        return new(
            [.. workers.Select(worker => worker with { Queues = [.. worker.Queues.Where(queue => !SystemNames.IsOurs(queue))] })],
            workers.Count == query.Limit ? workers[^1].Id : null);
    }

    /// <summary>Groups the kept runs that have failed for good by what their errors have in common, those of the most runs first.</summary>
    /// <exception cref="ArgumentException">The limit is not valid.</exception>
    public Task<FailurePage> ListFailuresAsync(FailureQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListFailuresAsync(query ?? new(), cancellationToken);

    /// <summary>Lists a page of the changes that were made through Redflow.Api, over HTTP and on its dashboard, newest first.</summary>
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public Task<AuditPage> ListAuditAsync(AuditQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListAuditAsync(query ?? new(), cancellationToken);
}
