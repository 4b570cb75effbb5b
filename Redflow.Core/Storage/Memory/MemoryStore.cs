using Redflow.Runs;
using Redflow.Steps;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>
/// Runs in the memory of this process, for tests and for small apps that can lose them. It behaves as the Redis store does, but what it
/// holds is gone with the process.
/// </summary>
/// <remarks>
/// <para>Each operation is atomic, under one lock, and done when the call returns; a token that is canceled before leaves no trace.
/// There is no thread and no timer of its own: what a Scheduler does over Redis has to be done here too (promote and reap). A run whose
/// retention is over is gone at the next call, whichever it is, with its index entries and its idempotency key.</para>
/// <para>Subscribers are called back outside the lock, on the thread of whoever made the change; what they throw is dropped.</para>
/// <para>Byte arrays are copied neither on their way in nor on their way out: they are immutable from the moment they are handed over.</para>
/// </remarks>
public sealed class MemoryStore : IRedflowStore
{
    private readonly MemoryState _state = new();
    private readonly Turns _turns;
    private readonly RunEmitter _emitter;
    private readonly RunExchange _exchange;
    private readonly PassTaker _passes;
    private readonly LeaseBook _leases;
    private readonly RunCanceler _canceler;
    private readonly RunLister _lister;
    private readonly RunAwaiter _awaiter;

    /// <summary>Makes an empty store.</summary>
    /// <param name="time">The only clock: what is durable goes by it, and so do time-outs.</param>
    public MemoryStore(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _turns = new(_state, time);
        _emitter = new(_state);
        _passes = new(_state);
        _exchange = new(_state, _passes);
        _leases = new(_state);
        _canceler = new(_state);
        _lister = new(_state);
        _awaiter = new(_state, _turns, time);
    }

    /// <summary>For how many runs this process waits.</summary>
    internal int AwaitedRuns => _turns.Take(_ => _state.Waiters.Count);

    /// <inheritdoc/>
    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _emitter.Emit(run, turn), cancellationToken);

    /// <inheritdoc/>
    public Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Register(workflows), cancellationToken);

    /// <inheritdoc/>
    public Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Register(worker, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _exchange.Exchange(exchange, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _passes.Commit(commit, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Renew(renewal, turn), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Release(worker, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _emitter.Promote(limit, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Reap(request, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<long?> SweepAsync(
        string workflow, RunStatus status, long position, int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _lister.Sweep(workflow, status, position, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _canceler.Cancel(id, reason, turn), cancellationToken);

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
    public Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _lister.List(query), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyList<WorkflowInfo>>(_ => [.. _state.Workflows.Values], cancellationToken);

    /// <inheritdoc/>
    public Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _state.Workflows.GetValueOrDefault(name), cancellationToken);

    /// <inheritdoc/>
    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) => _turns.TakeAsync(_ => _lister.Count(), cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeAsync(
        string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IAsyncDisposable>(_ =>
        {
            _state.Subscriptions.Add(worker, onSignal);
            return new Subscription(_turns, _ => _state.Subscriptions.Remove(worker, onSignal));
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IAsyncDisposable>(_ =>
        {
            _state.Subscriptions.Add(onEarlier);
            return new Subscription(_turns, _ => _state.Subscriptions.Remove(onEarlier));
        }, cancellationToken);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken = default) => _turns.TakeAsync(_ => { }, cancellationToken);
}
