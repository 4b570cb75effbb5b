using Redflow.Auditing;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Steps;
using Redflow.Workers;
using Redflow.Workflows;

namespace Redflow.Storage;

/// <summary>
/// The engine's port to storage: the transitions of the state machine, not generic get and set. Each operation is atomic, and what
/// changes state may be sent again after a lost reply and answers as it did first, where nothing else is said.
/// </summary>
/// <remarks>Every operation throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IRedflowStore
{
    /// <summary>Creates a run. Sent again with the same id it is the same run, and the reply says so.</summary>
    Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default);

    /// <summary>Creates runs, several hundred in one call. Each is as if it were emitted alone: one that is refused does not hold the others up.</summary>
    Task<IReadOnlyList<EmitReply>> EmitManyAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken = default);

    /// <summary>Makes an id for a run, in the partition where it has to live.</summary>
    ValueTask<RunId> NewRunIdAsync(string workflow, string? idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Makes definitions known to clients, replacing what was registered under their names.</summary>
    Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default);

    /// <summary>Starts, or starts again, a worker's lease.</summary>
    Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default);

    /// <summary>Hands finished passes in and claims runs, in one step.</summary>
    Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default);

    /// <summary>Stores how a step ended, if the fence still holds.</summary>
    Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Stores what a handler tells of its run, if the fence still holds.</summary>
    /// <returns>False when it does not.</returns>
    Task<bool> ReportAsync(RunReport report, CancellationToken cancellationToken = default);

    /// <summary>Reads the last lines of a run's log, the first one first; empty when there are none.</summary>
    Task<IReadOnlyList<Payload>> ListLogAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Renews a worker's lease over every run it holds, and tells which it lost and which are to be canceled.</summary>
    Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default);

    /// <summary>Ends a worker's lease and puts what it still held back into the queues at once, the attempt not counted.</summary>
    Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deals with timers that are due, at most <paramref name="limit"/> in each partition: queues runs that are due, ends those whose
    /// deadline is over, and lets backlogs move on.
    /// </summary>
    Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the runs of workers back whose lease ran out. A partition that does not answer is left out while others do; the next look at it
    /// is one after an outage.
    /// </summary>
    Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes what points to runs whose retention is over, and runs that are more than their workflow keeps, looking at one index and
    /// <paramref name="limit"/> entries at most.
    /// </summary>
    /// <param name="cursor">Where to go on; null to begin.</param>
    /// <param name="limit">How many entries to look at.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Where to go on; null at the end of the round.</returns>
    Task<string?> SweepAsync(string? cursor, int limit, CancellationToken cancellationToken = default);

    /// <summary>Delivers effects that are due, at most <paramref name="limit"/>. Any number of processes may call it.</summary>
    Task<DueReply> RelayAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Cancels a run: at once when it isn't running, else by its worker. Null when there is no such run.</summary>
    Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Puts a failed or canceled run back into its queue: its finished steps stand, its attempts begin anew. Null when there is no such run.</summary>
    /// <remarks>
    /// One call retries a run once, however often it is sent. A second call is another request: made after one that failed with
    /// <see cref="StoreUnavailableException.MayHaveHappened"/>, it may retry a run that was retried and has ended again since.
    /// </remarks>
    Task<RetryResult?> RetryAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Makes a new run of another one. Sent again with the same id it is the same run.</summary>
    Task<RerunReply> RerunAsync(Rerun rerun, CancellationToken cancellationToken = default);

    /// <summary>Deletes a run that has ended, with all that points to it.</summary>
    /// <remarks>Idempotent in what it does, not in what it answers: where a reply was lost it answers that there is no such run.</remarks>
    Task<DeleteResult> DeleteAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Gives a run a signal. Sent again with the same id it is the same signal. Null when there is no such run.</summary>
    Task<SignalResult?> SignalAsync(RunId id, NewSignal signal, CancellationToken cancellationToken = default);

    /// <summary>Stores an event, which starts runs and ends waits as soon as effects are delivered. Sent again with the same id it is the same event.</summary>
    Task EmitEventAsync(NewEvent newEvent, CancellationToken cancellationToken = default);

    /// <summary>Makes an id for an event, in the partition where it has to live.</summary>
    EventId NewEventId(string name, string? correlationKey);

    /// <summary>Finds an event with its payload.</summary>
    Task<EventRecord?> FindEventAsync(EventId id, CancellationToken cancellationToken = default);

    /// <summary>Lists events, newest first.</summary>
    Task<EventPage> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Stores a schedule of a client's, in the place of the one with its id. While its timing is the same, its next tick stays.</summary>
    /// <exception cref="ScheduleConflictException">Its id is that of a schedule of another workflow.</exception>
    Task<ScheduleChange> PutScheduleAsync(ScheduleDefinition schedule, CancellationToken cancellationToken = default);

    /// <summary>Stores the schedules that a workflow declares, and deletes those that it declared before.</summary>
    Task DeclareSchedulesAsync(string workflow, IReadOnlyList<ScheduleDefinition> schedules, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule of a client's, with its history. The runs that it has started stay.</summary>
    Task<ScheduleChange> DeleteScheduleAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lets a schedule fire, from its next instant on, or no more.</summary>
    /// <returns>False when there is no such schedule.</returns>
    Task<bool> EnableScheduleAsync(string id, bool enabled, CancellationToken cancellationToken = default);

    /// <summary>Finds a schedule.</summary>
    Task<StoredSchedule?> FindScheduleAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lists schedules by id, behind one: at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(string? behind, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads the schedules that are due, or whose next instant is still to be planned, at most <paramref name="limit"/> of each partition.</summary>
    Task<DueSchedules> ListDueSchedulesAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts runs of a schedule, notes what became of its instants, and advances it: all of it or nothing, and once however many schedulers come to
    /// it, however often it is sent.
    /// </summary>
    /// <returns>What is noted of the runs, in order; null when the schedule has moved on since it was read: nothing was done.</returns>
    Task<IReadOnlyList<TickRecord>?> TickAsync(ScheduleTick tick, CancellationToken cancellationToken = default);

    /// <summary>Lists what became of a schedule's ticks, newest first: the last 1,000 are kept.</summary>
    Task<IReadOnlyList<TickRecord>> ListTicksAsync(string id, int limit, CancellationToken cancellationToken = default);

    /// <summary>Pauses a queue: nothing is claimed from it.</summary>
    Task PauseQueueAsync(string queue, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Ends the pause of a queue.</summary>
    /// <remarks>Idempotent in what it does, not in what it answers: where a reply was lost it answers false.</remarks>
    /// <returns>False when it was not paused.</returns>
    Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken = default);

    /// <summary>Pauses a workflow: no run of it starts.</summary>
    /// <returns>False when no worker has registered it.</returns>
    Task<bool> PauseWorkflowAsync(string workflow, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Ends the pause of a workflow.</summary>
    /// <remarks>Idempotent in what it does, not in what it answers: where a reply was lost it answers false.</remarks>
    /// <returns>False when it was not paused.</returns>
    Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken = default);

    /// <summary>Changes the limits of a registered workflow, until it is registered again.</summary>
    /// <returns>False when no worker has registered it.</returns>
    Task<bool> SetLimitsAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken = default);

    /// <summary>Counts the runs of a workflow that hold a slot; none of one without limits.</summary>
    Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken = default);

    /// <summary>Tells why a run isn't running; null when it runs, has ended, or does not exist.</summary>
    Task<WaitReason?> ExplainAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Notes a change that somebody made through an API. The last 10,000 entries of the last 90 days are kept.</summary>
    /// <param name="change">The change.</param>
    /// <param name="times">How often it was made: the same one within a minute of the first is counted with it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task AppendAuditAsync(AuditedChange change, int times, CancellationToken cancellationToken = default);

    /// <summary>Lists the audit log, newest first.</summary>
    Task<AuditPage> ListAuditAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>Adds a key that the API's sessions are encrypted with, unless others were added meanwhile: replicas that start together make one.</summary>
    /// <param name="key">The key, as its maker reads it again. It is kept for good, and as it is: codecs of payloads do not see it.</param>
    /// <param name="known">How many its maker knew of.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when there are more or fewer, and nothing was added.</returns>
    Task<bool> AddSessionKeyAsync(string key, int known, CancellationToken cancellationToken = default);

    /// <summary>Lists the keys of sessions, the oldest first.</summary>
    Task<IReadOnlyList<string>> ListSessionKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what happened in the minutes of a span, oldest first, a record for each workflow to which anything happened.</summary>
    Task<IReadOnlyList<MinuteStats>> ListMinutesAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default);

    /// <summary>Lists the paused queues.</summary>
    Task<IReadOnlyDictionary<string, Pause>> ListPausedQueuesAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists queues by name, behind one: at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<QueueInfo>> ListQueuesAsync(string? behind, int limit, CancellationToken cancellationToken = default);

    /// <summary>Finds a queue; null when no workflow and no worker has named it, and it was never paused.</summary>
    Task<QueueInfo?> FindQueueAsync(string queue, CancellationToken cancellationToken = default);

    /// <summary>Lists the workers that hold a lease by id, behind one: at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(string? behind, int limit, CancellationToken cancellationToken = default);

    /// <summary>Groups failed runs by fingerprint.</summary>
    Task<FailurePage> ListFailuresAsync(FailureQuery query, CancellationToken cancellationToken = default);

    /// <summary>Waits until a run has ended.</summary>
    /// <returns>Null when it has not within <paramref name="timeout"/>. An outage shorter than that is waited out.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Finds a run with its payloads.</summary>
    Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Lists a run's steps in the order in which the handler reached them; null when there is no such run.</summary>
    Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Finds a run with its steps, read at one moment.</summary>
    Task<RunSnapshot?> FindSnapshotAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Lists runs, newest first.</summary>
    Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists the registered workflows by name.</summary>
    Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds a registered workflow.</summary>
    Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Counts runs, queues and workers.</summary>
    Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what has become of runs, and has it told for another while.</summary>
    /// <param name="cursor">The place behind which to begin; null for the end.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FormatException">The cursor is none.</exception>
    Task<RunChangePage> ReadChangesAsync(string? cursor, CancellationToken cancellationToken = default);

    /// <summary>Calls back when a worker has something to do. Messages may be lost: poll slowly too.</summary>
    Task<IAsyncDisposable> SubscribeAsync(string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default);

    /// <summary>Calls back when a timer became the earliest one, and when there are effects to deliver. Messages may be lost: poll slowly too.</summary>
    Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default);

    /// <summary>Checks that the store answers and can run its scripts.</summary>
    Task CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks at how the store is set up, where that decides whether runs are safe.</summary>
    /// <returns>What was found; empty when all is well.</returns>
    Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks the server what it is and how it is, by one command; null for a store in memory.</summary>
    Task<StoreServer?> DescribeServerAsync(CancellationToken cancellationToken = default);
}
