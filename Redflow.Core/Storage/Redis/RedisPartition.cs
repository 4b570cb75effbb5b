namespace Redflow.Storage.Redis;

/// <summary>One partition: its keys, and what speaks its scripts.</summary>
internal sealed class RedisPartition
{
    private readonly Batcher<NewRun, EmitReply> _emits;
    private readonly Batcher<StepCommit, CommitReply> _commits;
    private readonly EmitCall _emitCall;

    public RedisPartition(RedisLink link, RedisKeys keys, int number, NamespaceRecord record, ScriptRunner scripts, TimeProvider time)
    {
        Keys = keys;
        Caller = new(new(link, keys.Guard, time), record.OpenAsync, scripts, time);
        _emitCall = new(Caller);
        _emits = new(runs => _emitCall.SendAsync(runs, CancellationToken.None), run => run.Input.Length);
        _commits = new(new CommitCall(Caller).SendAsync, commit => commit.PayloadSize);
        Exchange = new(Caller);
        Leases = new(Caller, time);
        Reader = new(Caller);
        Directory = new(Caller, keys);
        Lister = new(Caller, Directory);
        Workers = new(Caller, keys);
        Queues = new(Caller, keys);
        Failures = new(Caller, keys);
        Runs = new(Caller, keys);
        Pauses = new(Caller, keys);
        Waits = new(Caller);
        Events = new(Caller, keys);
        Effects = new(Caller);
        Sweeps = new(Caller, keys, Directory);
        Minutes = new(Caller, keys);
        Schedules = new(Caller, keys, number);
        Audit = new(Caller);
        SessionKeys = new(Caller, keys);
        Changes = new(Caller);
    }

    public RedisKeys Keys { get; }

    public RedisCaller Caller { get; }

    public ExchangeCall Exchange { get; }

    public LeaseCalls Leases { get; }

    public RunReader Reader { get; }

    public WorkflowDirectory Directory { get; }

    public RunLister Lister { get; }

    public WorkerReader Workers { get; }

    public QueueReader Queues { get; }

    public FailureReader Failures { get; }

    public RunCalls Runs { get; }

    public PauseCalls Pauses { get; }

    public WaitCalls Waits { get; }

    public EventCalls Events { get; }

    public EffectCalls Effects { get; }

    public SweepCalls Sweeps { get; }

    public MinuteReader Minutes { get; }

    public ScheduleCalls Schedules { get; }

    public AuditCalls Audit { get; }

    public SessionKeyCalls SessionKeys { get; }

    public ChangeReader Changes { get; }

    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken) => _emits.AddAsync(run, cancellationToken);

    /// <summary>Emits runs in one call of their own.</summary>
    public Task<IReadOnlyList<EmitReply>> EmitAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        _emitCall.SendAsync(runs, cancellationToken);

    public Task<CommitReply> CommitAsync(StepCommit commit, CancellationToken cancellationToken) => _commits.AddAsync(commit, cancellationToken);
}
