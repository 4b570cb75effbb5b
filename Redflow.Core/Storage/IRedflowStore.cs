using Redflow.Runs;
using Redflow.Steps;
using Redflow.Workflows;

namespace Redflow.Storage;

/// <summary>
/// The engine's port to storage: the transitions of the state machine, not generic get and set. Each operation is atomic, and what
/// changes state may be sent again after a lost reply and answers as it did first.
/// </summary>
/// <remarks>Every operation throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IRedflowStore
{
    /// <summary>Creates a run. Sent again with the same id it is the same run.</summary>
    Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default);

    /// <summary>Makes definitions known to clients, replacing what was registered under their names.</summary>
    Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default);

    /// <summary>Starts, or starts again, a worker's lease.</summary>
    Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default);

    /// <summary>Hands finished passes in and claims runs, in one step.</summary>
    Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default);

    /// <summary>Stores how a step ended, if the fence still holds.</summary>
    Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Renews a worker's lease over every run it holds, and tells which it lost and which are to be canceled.</summary>
    Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default);

    /// <summary>Ends a worker's lease and puts what it still held back into the queues at once, the attempt not counted.</summary>
    Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default);

    /// <summary>Moves due runs to their queues, at most <paramref name="limit"/>.</summary>
    Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Takes the runs of workers back whose lease ran out.</summary>
    Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes what points to runs whose retention is over, looking at one workflow and <paramref name="limit"/> runs at most.</summary>
    /// <returns>Where to go on; null when the workflow is done.</returns>
    Task<long?> SweepAsync(string workflow, RunStatus status, long position, int limit, CancellationToken cancellationToken = default);

    /// <summary>Cancels a run: at once when it isn't running, else by its worker. Null when there is no such run.</summary>
    Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Waits until a run has ended.</summary>
    /// <returns>Null when it has not within <paramref name="timeout"/>. An outage shorter than that is waited out.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Finds a run with its payloads.</summary>
    Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Lists a run's steps in the order in which the handler reached them; null when there is no such run.</summary>
    Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default);

    /// <summary>Lists runs, newest first.</summary>
    Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists the registered workflows by name.</summary>
    Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds a registered workflow.</summary>
    Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Counts runs, queues and workers.</summary>
    Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>Calls back when a worker has something to do. Messages may be lost: poll slowly too.</summary>
    Task<IAsyncDisposable> SubscribeAsync(string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default);

    /// <summary>Calls back when a timer became the earliest one. Messages may be lost: poll slowly too.</summary>
    Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default);

    /// <summary>Checks that the store answers and can run its scripts.</summary>
    Task CheckAsync(CancellationToken cancellationToken = default);
}
