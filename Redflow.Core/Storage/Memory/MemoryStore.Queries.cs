using Redflow.Auditing;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Workers;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <content>What is read.</content>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _awaiter.AwaitAsync(id, timeout, cancellationToken);

    /// <inheritdoc/>
    public Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Runs.Find(id)?.ToRun(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _state.Runs.Find(id)?.ToSteps(turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<RunSnapshot?> FindSnapshotAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _state.Runs.Find(id) is { } run ? new RunSnapshot(turn.Now, run.ToRun(), run.ToSteps(turn.Now)) : null, cancellationToken);

    /// <inheritdoc/>
    public Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _lister.List(query, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyList<WorkflowInfo>>(_ => [.. _state.Workflows.Registered], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Payload>> ListLogAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyList<Payload>>(_ => [.. (_state.Runs.Find(id)?.Log ?? []).Select(line => new Payload(line))], cancellationToken);

    /// <inheritdoc/>
    public Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Workflows.FindInfo(name), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Workflows.CountSlots(workflow), cancellationToken);

    /// <inheritdoc/>
    public Task<RunChangePage> ReadChangesAsync(string? cursor, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Runs.Changes.Read(cursor is null ? null : ChangeCursor.Parse(cursor)), cancellationToken);

    /// <inheritdoc/>
    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _lister.Count(), cancellationToken);

    /// <inheritdoc/>
    public Task<WaitReason?> ExplainAsync(RunId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _explainer.Explain(id, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MinuteStats>> ListMinutesAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _state.Minutes.List(from, before, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<AuditPage> ListAuditAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Audit.List(query), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListSessionKeysAsync(CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.SessionKeys.List(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Pause>> ListPausedQueuesAsync(CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyDictionary<string, Pause>>(_ => _state.Queues.Paused(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueInfo>> ListQueuesAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _queues.List(behind, limit, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<QueueInfo?> FindQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _queues.Find(queue, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _queues.ListWorkers(behind, limit, turn.Now), cancellationToken);

    /// <inheritdoc/>
    public Task<FailurePage> ListFailuresAsync(FailureQuery query, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _failures.List(query), cancellationToken);

    /// <inheritdoc/>
    public Task<EventRecord?> FindEventAsync(EventId id, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Events.Find(id)?.ToRecord(withPayload: true), cancellationToken);

    /// <inheritdoc/>
    public Task<EventPage> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _eventLister.List(query), cancellationToken);
}
