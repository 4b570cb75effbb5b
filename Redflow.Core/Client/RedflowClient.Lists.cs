using System.Runtime.CompilerServices;
using Redflow.Bulk;
using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Client;

/// <content>Whole lists, counts, logs, and operations on all that a filter matches.</content>
public sealed partial class RedflowClient
{
    private const int MaxPreviewPages = 100;

    /// <summary>What lists the bulk operations: their runs.</summary>
    public static RunQuery BulkOperations { get; } = new() { Workflow = BulkWorkflow.Name };

    /// <summary>Lists all runs that match, newest first, reading a page at a time.</summary>
    /// <param name="query">Which; its limit is the size of a page.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public async IAsyncEnumerable<RunSummary> EnumerateRunsAsync(
        RunQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= new() { Limit = RunQuery.MaxLimit };
        do
        {
            var page = await ListRunsAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var run in page.Runs)
            {
                yield return run;
            }

            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
    }

    /// <summary>Lists all events that match, newest first, reading a page at a time.</summary>
    /// <param name="query">Which; its limit is the size of a page.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public async IAsyncEnumerable<EventRecord> EnumerateEventsAsync(
        EventQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= new() { Limit = RunQuery.MaxLimit };
        do
        {
            var page = await ListEventsAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var found in page.Events)
            {
                yield return found;
            }

            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
    }

    /// <summary>Counts the runs that match, by listing them.</summary>
    /// <param name="query">Which; its limit does not count, and its cursor says where to begin.</param>
    /// <param name="atMost">When to stop counting.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public async Task<long> CountRunsAsync(RunQuery query, long atMost = long.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var count = 0L;
        query = query with { Limit = RunQuery.MaxLimit };
        do
        {
            var page = await ListRunsAsync(query, cancellationToken).ConfigureAwait(false);
            count += page.Runs.Count;
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null && count < atMost);

        return Math.Min(count, atMost);
    }

    /// <summary>Starts an operation on all runs that match a filter, as a run of its own on a worker.</summary>
    /// <param name="request">What to do, and to which.</param>
    /// <param name="idempotencyKey">While an operation that was started with this key is kept, it is returned and none is started. Null for none.</param>
    /// <param name="cancellationToken">Stops the call; the operation may have been started all the same.</param>
    /// <returns>The operation: <see cref="Run.Progress"/> of its state says how far it is, <see cref="RunHandle{TOutput}.CancelAsync"/> stops it; what it has done stays done.</returns>
    /// <exception cref="Workflows.UnknownWorkflowException">No worker has ever started: workers perform it.</exception>
    /// <remarks>It survives its worker. Each run is treated as by the operation on it alone; a page of up to 200 may be gone through again after a crash.</remarks>
    public Task<RunHandle<BulkResult>> StartBulkAsync(BulkRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        Check(request);
        var options = new EmitOptions { IdempotencyKey = idempotencyKey };
        return EmitWorkflowAsync<BulkRequest, BulkResult>(BulkWorkflow.Name, request, options, cancellationToken);
    }

    /// <summary>Counts the runs that an operation would go through now, by listing them; it starts nothing.</summary>
    /// <param name="request">What to do, and to which.</param>
    /// <param name="atMost">When to stop counting.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <remarks>It reads 100 pages at most, so that it does not go through everything for a filter that hardly any run matches.</remarks>
    public async Task<BulkPreview> PreviewBulkAsync(BulkRequest request, long atMost = long.MaxValue, CancellationToken cancellationToken = default)
    {
        Check(request);
        var (count, query) = (0L, BulkWorkflow.FilterOf(request.Filter) with { Limit = RunQuery.MaxLimit });
        for (var page = 0; page < MaxPreviewPages; page++)
        {
            var found = await ListRunsAsync(query, cancellationToken).ConfigureAwait(false);
            count += found.Runs.Count(BulkWorkflow.IsUsers);
            query = query with { Cursor = found.NextCursor };
            if (query.Cursor is null || count >= atMost)
            {
                break;
            }
        }

        return new(Math.Min(count, atMost), IsWhole: query.Cursor is null && count <= atMost);
    }

    /// <summary>Reads a bulk operation.</summary>
    /// <exception cref="BulkNotFoundException">There is no such operation.</exception>
    public async Task<BulkState> GetBulkAsync(RunId id, CancellationToken cancellationToken = default) =>
        await store.FindSnapshotAsync(id, cancellationToken).ConfigureAwait(false) is { Run.Workflow: BulkWorkflow.Name } found
            ? BulkState.Of(found)
            : throw new BulkNotFoundException(id);

    private static void Check(BulkRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Filter, nameof(request));
        if (!Enum.IsDefined(request.Operation))
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Operation, "There is no such operation.");
        }

        (request.Filter with { Limit = 1, Cursor = null }).Validate();
        CheckReason(request.Reason);
    }
}
