using Redflow.Auditing;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Workers;

namespace Redflow.Storage;

/// <content>Operations and reads: what of them carries a payload is encoded, the rest is forwarded.</content>
public sealed partial class EncodedStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<EmitReply>> EmitManyAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken = default) =>
        _store.EmitManyAsync([.. runs.Select(Encode)], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunId> NewRunIdAsync(string workflow, string? idempotencyKey, CancellationToken cancellationToken = default) =>
        _store.NewRunIdAsync(workflow, idempotencyKey, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> SweepAsync(string? cursor, int limit, CancellationToken cancellationToken = default) =>
        _store.SweepAsync(cursor, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> RelayAsync(int limit, CancellationToken cancellationToken = default) => _store.RelayAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public Task<RetryResult?> RetryAsync(RunId id, CancellationToken cancellationToken = default) => _store.RetryAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<RerunReply> RerunAsync(Rerun rerun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rerun);
        return _store.RerunAsync(rerun.Input is { } input ? rerun with { Input = _codecs.Encode(input) } : rerun, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeleteResult> DeleteAsync(RunId id, CancellationToken cancellationToken = default) => _store.DeleteAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<SignalResult?> SignalAsync(RunId id, NewSignal signal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return _store.SignalAsync(id, signal with { Payload = _codecs.Encode(signal.Payload) }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task EmitEventAsync(NewEvent newEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newEvent);
        return _store.EmitEventAsync(Encode(newEvent), cancellationToken);
    }

    /// <inheritdoc/>
    public EventId NewEventId(string name, string? correlationKey) => _store.NewEventId(name, correlationKey);

    /// <inheritdoc/>
    public async Task<EventRecord?> FindEventAsync(EventId id, CancellationToken cancellationToken = default) =>
        await _store.FindEventAsync(id, cancellationToken).ConfigureAwait(false) is { } found ? found with { Payload = Decode(found.Payload) } : null;

    /// <inheritdoc/>
    public Task<EventPage> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _store.ListEventsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task PauseQueueAsync(string queue, string? reason, CancellationToken cancellationToken = default) =>
        _store.PauseQueueAsync(queue, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        _store.ResumeQueueAsync(queue, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PauseWorkflowAsync(string workflow, string? reason, CancellationToken cancellationToken = default) =>
        _store.PauseWorkflowAsync(workflow, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken = default) =>
        _store.ResumeWorkflowAsync(workflow, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SetLimitsAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken = default) =>
        _store.SetLimitsAsync(workflow, limits, cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken = default) => _store.CountSlotsAsync(workflow, cancellationToken);

    /// <inheritdoc/>
    public Task<WaitReason?> ExplainAsync(RunId id, CancellationToken cancellationToken = default) => _store.ExplainAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MinuteStats>> ListMinutesAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        _store.ListMinutesAsync(from, before, cancellationToken);

    /// <inheritdoc/>
    public Task AppendAuditAsync(AuditedChange change, int times, CancellationToken cancellationToken = default) =>
        _store.AppendAuditAsync(change, times, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditPage> ListAuditAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        _store.ListAuditAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddSessionKeyAsync(string key, int known, CancellationToken cancellationToken = default) =>
        _store.AddSessionKeyAsync(key, known, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListSessionKeysAsync(CancellationToken cancellationToken = default) => _store.ListSessionKeysAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Pause>> ListPausedQueuesAsync(CancellationToken cancellationToken = default) =>
        _store.ListPausedQueuesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueInfo>> ListQueuesAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        _store.ListQueuesAsync(behind, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<QueueInfo?> FindQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        _store.FindQueueAsync(queue, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        _store.ListWorkersAsync(behind, limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<FailurePage> ListFailuresAsync(FailureQuery query, CancellationToken cancellationToken = default)
    {
        var page = await _store.ListFailuresAsync(query, cancellationToken).ConfigureAwait(false);
        return page with { Groups = [.. page.Groups.Select(group => group with { Error = _errors.Decode(group.Error) })] };
    }
}
