using Redflow.Auditing;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Workers;
using Redflow.Workflows;

namespace Redflow.Microbench;

/// <content>What a worker's passes do not come to.</content>
internal sealed partial class NullStore
{
    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EmitReply>> EmitManyAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<RunId> NewRunIdAsync(string workflow, string? idempotencyKey, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> ReportAsync(RunReport report, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Payload>> ListLogAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<string?> SweepAsync(string? cursor, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<DueReply> RelayAsync(int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RetryResult?> RetryAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RerunReply> RerunAsync(Rerun rerun, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<DeleteResult> DeleteAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<SignalResult?> SignalAsync(RunId id, NewSignal signal, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task EmitEventAsync(NewEvent newEvent, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public EventId NewEventId(string name, string? correlationKey) =>
        throw new NotSupportedException();

    public Task<EventRecord?> FindEventAsync(EventId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<EventPage> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ScheduleChange> PutScheduleAsync(ScheduleDefinition schedule, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ScheduleChange> DeleteScheduleAsync(string id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> EnableScheduleAsync(string id, bool enabled, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<StoredSchedule?> FindScheduleAsync(string id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<DueSchedules> ListDueSchedulesAsync(int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<TickRecord>?> TickAsync(ScheduleTick tick, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task PauseQueueAsync(string queue, string? reason, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> PauseWorkflowAsync(string workflow, string? reason, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> SetLimitsAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<WaitReason?> ExplainAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task AppendAuditAsync(AuditedChange change, int times, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<AuditPage> ListAuditAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<MinuteStats>> ListMinutesAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, Pause>> ListPausedQueuesAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<QueueInfo>> ListQueuesAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<QueueInfo?> FindQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(string? behind, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<FailurePage> ListFailuresAsync(FailureQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RunSnapshot?> FindSnapshotAsync(RunId id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RunChangePage> ReadChangesAsync(string? cursor, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
