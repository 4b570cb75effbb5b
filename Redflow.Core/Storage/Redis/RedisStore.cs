using Redflow.Runs;
using Redflow.Steps;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Runs in Redis 7 or later, Valkey or Garnet: every transition is one Lua script on one partition's keys.</summary>
public sealed class RedisStore : IRedflowStore, IAsyncDisposable
{
    private readonly ISubscriber _subscriber;
    private readonly RedisKeys _keys;
    private readonly RedisCaller _caller;
    private readonly Batcher<NewRun, EmitReply> _emits;
    private readonly Batcher<StepCommit, CommitReply> _commits;
    private readonly ExchangeCall _exchange;
    private readonly LeaseCalls _leases;
    private readonly RunReader _reader;
    private readonly RunWaiters _waiters;
    private readonly WorkflowDirectory _directory;
    private readonly RunLister _lister;

    /// <summary>For how many runs this process waits.</summary>
    internal int AwaitedRuns => _waiters.Count;

    /// <summary>Uses a connection that someone else owns.</summary>
    /// <param name="multiplexer">The connection.</param>
    /// <param name="prefix">What all keys and channels start with.</param>
    /// <param name="time">The clock of time-outs and of the delays between tries; what is durable goes by Redis's.</param>
    public RedisStore(IConnectionMultiplexer multiplexer, string prefix, TimeProvider time)
        : this(multiplexer, prefix, time, manualTime: false)
    {
    }

    internal RedisStore(IConnectionMultiplexer multiplexer, string prefix, TimeProvider time, bool manualTime)
    {
        ArgumentNullException.ThrowIfNull(multiplexer);
        Names.Check("prefix", prefix);
        _subscriber = multiplexer.GetSubscriber();
        _keys = new(prefix, partition: 0);
        _caller = new(multiplexer.GetDatabase(), _keys, new(manualTime), time);
        _emits = new(new EmitCall(_caller).SendAsync, run => run.Input.Length);
        _commits = new(new CommitCall(_caller).SendAsync, commit => commit.Payload.Length);
        _exchange = new(_caller);
        _leases = new(_caller, time);
        _reader = new(_caller, _keys, time);
        _waiters = new(_caller, _subscriber, _keys, time);
        _directory = new(_caller, _keys);
        _lister = new(_caller, _directory);
    }

    /// <inheritdoc/>
    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default) =>
        _emits.AddAsync(run, cancellationToken);

    /// <inheritdoc/>
    public Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default) =>
        _directory.RegisterAsync(workflows, cancellationToken);

    /// <inheritdoc/>
    public Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default) =>
        _leases.RegisterAsync(worker, cancellationToken);

    /// <inheritdoc/>
    public Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default) =>
        _exchange.SendAsync(exchange, cancellationToken);

    /// <inheritdoc/>
    public Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default) =>
        _commits.AddAsync(commit, cancellationToken);

    /// <inheritdoc/>
    public Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default) =>
        _leases.RenewAsync(renewal, cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) =>
        _leases.ReleaseAsync(worker, cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        LookAtDueAsync(Scripts.PromoteRuns, [limit], cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RedisValue[] arguments = [request.Limit, Replies.Milliseconds(request.LongestGap), Replies.Milliseconds(request.Grace)];
        return LookAtDueAsync(Scripts.ReapWorkers, arguments, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long?> SweepAsync(
        string workflow, RunStatus status, long position, int limit, CancellationToken cancellationToken = default)
    {
        RedisValue[] arguments = [workflow, status.ToWord(), position, limit];
        var next = (await _caller.EvaluateAsync(Scripts.SweepRuns, arguments, cancellationToken).ConfigureAwait(false)).Number();
        return next < 0 ? null : next;
    }

    /// <inheritdoc/>
    public async Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default)
    {
        RedisValue[] arguments = [id.ToString(), reason ?? ""];
        var reply = await _caller.EvaluateAsync(Scripts.CancelRun, arguments, cancellationToken).ConfigureAwait(false);
        return reply.Text() switch
        {
            "canceled" => CancelResult.Canceled,
            "requested" => CancelResult.Requested,
            "finished" => CancelResult.AlreadyFinished,
            _ => null,
        };
    }

    /// <inheritdoc/>
    public Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _waiters.AwaitAsync(id, timeout, cancellationToken);

    /// <inheritdoc/>
    public Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) => _reader.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        _reader.FindStepsAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default) =>
        _lister.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        _directory.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default) =>
        _directory.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) => _lister.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeAsync(
        string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default) =>
        SubscribeAsync(_keys.WorkerChannel(worker), message => onSignal(ReadSignal(message)), cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default) =>
        SubscribeAsync(_keys.SchedulerChannel, _ => onEarlier(), cancellationToken);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken = default) =>
        _caller.EvaluateAsync(Scripts.CountRuns, [], cancellationToken);

    /// <summary>Ends the store's subscriptions; the connection stays its owner's.</summary>
    public ValueTask DisposeAsync() => _waiters.DisposeAsync();

    private static WorkerSignal ReadSignal(string message)
    {
        const string Cancel = "cancel ";
        return message.StartsWith(Cancel, StringComparison.Ordinal)
            ? new WorkerSignal.Cancel(RunId.Parse(message.AsSpan(Cancel.Length), null))
            : new WorkerSignal.Wake();
    }

    private async Task<DueReply> LookAtDueAsync(string script, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var reply = (await _caller.EvaluateOnceAsync(script, arguments, cancellationToken).ConfigureAwait(false)).Items();
        var next = reply[2].Number();
        return new((int)reply[1].Number(), next < 0 ? null : TimeSpan.FromMilliseconds(next));
    }

    private async Task<IAsyncDisposable> SubscribeAsync(RedisChannel channel, Action<string> onMessage, CancellationToken cancellationToken)
    {
        void Handle(RedisChannel _, RedisValue message) => onMessage((string)message!);
        await _caller.CallAsync("subscribe", async _ =>
        {
            await _subscriber.SubscribeAsync(channel, Handle).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        return new Subscription(_subscriber, channel, Handle);
    }

    private sealed class Subscription(ISubscriber subscriber, RedisChannel channel, Action<RedisChannel, RedisValue> handler) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() =>
            await subscriber.UnsubscribeAsync(channel, handler, CommandFlags.FireAndForget).ConfigureAwait(false);
    }
}
