using Redflow.Auditing;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <content>What operators and clients do to runs, queues and workflows, and events.</content>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _canceler.Cancel(id, reason, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<RetryResult?> RetryAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _retrier.Retry(id, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<RerunReply> RerunAsync(Rerun rerun, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _repeater.Rerun(rerun, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteResult> DeleteAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _remover.Delete(id), cancellationToken);

    /// <inheritdoc/>
    public Task<SignalResult?> SignalAsync(RunId id, NewSignal signal, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _signaler.Signal(id, signal, turn), cancellationToken);

    /// <inheritdoc/>
    public Task EmitEventAsync(NewEvent newEvent, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _events.Emit(newEvent, turn), cancellationToken);

    /// <inheritdoc/>
    public EventId NewEventId(string name, string? correlationKey) => EventId.New(Partition, _time);

    /// <inheritdoc/>
    public Task PauseQueueAsync(string queue, string? reason, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _pauser.PauseQueue(queue, reason, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _pauser.ResumeQueue(queue, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PauseWorkflowAsync(string workflow, string? reason, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _pauser.PauseWorkflow(workflow, reason, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _pauser.ResumeWorkflow(workflow, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SetLimitsAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _registrar.SetLimits(workflow, limits, turn), cancellationToken);

    /// <inheritdoc/>
    public Task AppendAuditAsync(AuditedChange change, int times, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _state.Audit.Note(change, times, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddSessionKeyAsync(string key, int known, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.SessionKeys.TryAdd(key, known), cancellationToken);
}
