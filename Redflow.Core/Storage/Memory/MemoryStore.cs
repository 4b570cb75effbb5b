using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>
/// Runs in the memory of this process, for tests and for small apps that can lose them. It behaves as the Redis store does, but what it
/// holds is gone with the process.
/// </summary>
/// <remarks>
/// <para>Each operation is atomic, under one lock, and done when the call returns; a token that is canceled before leaves no trace.
/// There is no thread and no timer of its own: what a Scheduler does over Redis has to be done here too (promote, reap, relay). A run whose
/// retention is over is gone at the next call, whichever it is, with its index entries and its idempotency key.</para>
/// <para>Subscribers are called back outside the lock, on the thread of whoever made the change; what they throw is dropped.</para>
/// <para>Byte arrays are copied neither on their way in nor on their way out: they are immutable from the moment they are handed over.</para>
/// </remarks>
public sealed partial class MemoryStore : IRedflowStore
{
    private const int Partition = 0;

    private readonly MemoryState _state = new();
    private readonly TimeProvider _time;
    private readonly Turns _turns;
    private readonly WorkflowRegistrar _registrar;
    private readonly Pauser _pauser;
    private readonly RunEmitter _emitter;
    private readonly RunExchange _exchange;
    private readonly PassTaker _passes;
    private readonly LeaseBook _leases;
    private readonly Promoter _promoter;
    private readonly Relay _relay;
    private readonly RunCanceler _canceler;
    private readonly RunRetrier _retrier;
    private readonly RunRepeater _repeater;
    private readonly RunRemover _remover;
    private readonly Signaler _signaler;
    private readonly EventEmitter _events;
    private readonly EventLister _eventLister;
    private readonly Explainer _explainer;
    private readonly RunLister _lister;
    private readonly QueueLister _queues;
    private readonly FailureLister _failures;
    private readonly RunAwaiter _awaiter;
    private readonly ScheduleBook _schedules;
    private readonly ScheduleTicker _ticker;

    /// <summary>Makes an empty store.</summary>
    /// <param name="time">The only clock: what is durable goes by it, and so do time-outs.</param>
    public MemoryStore(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _turns = new(_state, time);
        var waits = new WaitKeeper(_state);
        _registrar = new(_state);
        _pauser = new(_state);
        _emitter = new(_state);
        _passes = new(_state, waits);
        _exchange = new(_state, _passes);
        _leases = new(_state);
        _promoter = new(_state);
        _canceler = new(_state);
        _retrier = new(_state);
        _repeater = new(_state, _emitter);
        _remover = new(_state);
        _signaler = new(_state, waits);
        _events = new(_state, _emitter, waits);
        _eventLister = new(_state);
        _relay = new(_state, new(_state, _emitter, waits), _events, _canceler, _repeater);
        _schedules = new(_state);
        _ticker = new(_state, _schedules, _emitter, _canceler);
        _explainer = new(_state);
        _lister = new(_state);
        _queues = new(_state);
        _failures = new(_state);
        _awaiter = new(_state, _turns, time);
    }

    /// <summary>For how many runs this process waits.</summary>
    internal int AwaitedRuns => _turns.Take(_ => _state.Waiters.Count);

    /// <inheritdoc/>
    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _emitter.Emit(run, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EmitReply>> EmitManyAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyList<EmitReply>>(turn => [.. runs.Select(run => _emitter.Emit(run, turn))], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunId> NewRunIdAsync(string workflow, string? idempotencyKey, CancellationToken cancellationToken = default) =>
        new(RunId.New(Partition, _time));

    /// <inheritdoc/>
    public Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _registrar.Register(workflows, turn), cancellationToken);

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
    public Task<bool> ReportAsync(RunReport report, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _passes.Report(report), cancellationToken);

    /// <inheritdoc/>
    public Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Renew(renewal, turn), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Release(worker, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _promoter.Promote(limit, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _leases.Reap(request, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> RelayAsync(int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(turn => _relay.Deliver(limit, turn), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> SweepAsync(string? cursor, int limit, CancellationToken cancellationToken = default) =>
        _turns.TakeAsync(_ => _remover.Sweep(cursor, limit), cancellationToken);

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

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) =>
        _turns.TakeAsync<IReadOnlyList<StoreFinding>>(_ => [], cancellationToken);

    /// <inheritdoc/>
    public Task<StoreServer?> DescribeServerAsync(CancellationToken cancellationToken = default) => _turns.TakeAsync<StoreServer?>(_ => null, cancellationToken);
}
