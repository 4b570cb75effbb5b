using System.Security.Cryptography;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage.Redis.Doctor;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Runs in Redis 7 or later, Valkey or Garnet: every transition is one Lua script on one partition's keys.</summary>
public sealed partial class RedisStore : IRedflowStore, IAsyncDisposable
{
    /// <summary>How many calls of a bulk are in flight at most: others' calls go between them.</summary>
    private const int BulkCalls = 4;

    private const string ClientLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>65 bits. The clients that wait for a run are a field of it, and beyond 64 bytes Redis stores the whole run in more.</summary>
    private const int ClientLength = 11;

    private readonly RedisLink _link;
    private readonly RedisPartitions _partitions;
    private readonly RunWaiters _waiters;
    private readonly Relay _relay;
    private readonly NamespaceRecord _namespace;
    private readonly RedisDoctor _doctor;
    private readonly TimeProvider _time;

    /// <summary>Uses a connection that someone else owns.</summary>
    /// <param name="multiplexer">The connection.</param>
    /// <param name="options">The namespace.</param>
    /// <param name="time">The clock of time-outs and of the delays between tries; what is durable goes by Redis's.</param>
    public RedisStore(IConnectionMultiplexer multiplexer, RedisStoreOptions options, TimeProvider time)
        : this(multiplexer, options, time, manualTime: false, ReplyChannel.LookAgain)
    {
    }

    internal RedisStore(IConnectionMultiplexer multiplexer, RedisStoreOptions options, TimeProvider time, bool manualTime, TimeSpan lookAgain)
    {
        ArgumentNullException.ThrowIfNull(multiplexer);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var scripts = new ScriptRunner(new(manualTime));
        _time = time;
        _link = new(multiplexer);
        _namespace = new(_link, options, time);
        _partitions = new(
            [.. Enumerable.Range(0, options.Partitions).Select(p => new RedisPartition(_link, new(options.Prefix, p), p, _namespace, scripts, time))], time);
        var client = RandomNumberGenerator.GetString(ClientLetters, ClientLength);
        var replies = RedisKeys.ReplyChannel(options.Prefix, client);
        _waiters = new(_partitions, client, new(_partitions.First.Caller, _link, replies, lookAgain, time));
        _relay = new(_partitions);
        _doctor = new(_link, _partitions.First.Caller, options.Prefix, time);
    }

    /// <summary>For how many runs this process waits.</summary>
    internal int AwaitedRuns => _waiters.Count;

    /// <inheritdoc/>
    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _partitions.Of(run.Id).EmitAsync(run, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EmitReply>> EmitManyAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var replies = new EmitReply[runs.Count];
        foreach (var chunks in EmitChunks.Split(runs).Chunk(BulkCalls))
        {
            await Task.WhenAll(chunks.Select(chunk => EmitChunkAsync(chunk, replies, cancellationToken))).ConfigureAwait(false);
        }

        return replies;
    }

    private async Task EmitChunkAsync(IReadOnlyList<(NewRun Run, int Index)> chunk, EmitReply[] replies, CancellationToken cancellationToken)
    {
        var answers = await _partitions.Of(chunk[0].Run.Id).EmitAsync([.. chunk.Select(run => run.Run)], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < chunk.Count; i++)
        {
            replies[chunk[i].Index] = answers[i];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RunId> NewRunIdAsync(string workflow, string? idempotencyKey, CancellationToken cancellationToken = default) =>
        RunId.New(await _partitions.HomeOfAsync(workflow, idempotencyKey, null, cancellationToken).ConfigureAwait(false), _time);

    /// <inheritdoc/>
    public Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default)
    {
        // Workers register again when Redis has forgotten them, and it may have forgotten the namespace too.
        _namespace.Forget();
        return EachAsync(partition => partition.Directory.RegisterAsync(workflows, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return _partitions.Of(commit.Id).CommitAsync(commit, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> ReportAsync(RunReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return _partitions.Of(report.Id).Runs.ReportAsync(report, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Runs.CancelAsync(id, reason, cancellationToken));

    /// <inheritdoc/>
    public Task<RetryResult?> RetryAsync(RunId id, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Runs.RetryAsync(id, cancellationToken));

    /// <inheritdoc/>
    public Task<RerunReply> RerunAsync(Rerun rerun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rerun);
        return _partitions.Of(rerun.Source).Runs.RerunAsync(rerun, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeleteResult> DeleteAsync(RunId id, CancellationToken cancellationToken = default) =>
        id.Partition < _partitions.All.Count ? _partitions.Of(id).Runs.DeleteAsync(id, cancellationToken) : Task.FromResult(DeleteResult.NotFound);

    /// <inheritdoc/>
    public Task<SignalResult?> SignalAsync(RunId id, NewSignal signal, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Runs.SignalAsync(id, signal, cancellationToken));

    /// <inheritdoc/>
    public Task EmitEventAsync(NewEvent newEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newEvent);
        return _partitions.Of(newEvent.Id.Value).Events.EmitAsync(newEvent, cancellationToken);
    }

    /// <inheritdoc/>
    public EventId NewEventId(string name, string? correlationKey) => EventId.New(_partitions.NumberOfEvent(name, correlationKey), _time);

    /// <inheritdoc/>
    public Task<EventRecord?> FindEventAsync(EventId id, CancellationToken cancellationToken = default) =>
        OfAsync(id.Value, partition => partition.Events.FindAsync(id, cancellationToken));

    /// <inheritdoc/>
    public async Task PauseQueueAsync(string queue, string? reason, CancellationToken cancellationToken = default) =>
        await EachAsync(partition => partition.Pauses.PauseQueueAsync(queue, reason, cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken = default) =>
        AnyAsync(partition => partition.Pauses.ResumeQueueAsync(queue, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> PauseWorkflowAsync(string workflow, string? reason, CancellationToken cancellationToken = default) =>
        AnyAsync(partition => partition.Pauses.PauseWorkflowAsync(workflow, reason, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken = default) =>
        AnyAsync(partition => partition.Pauses.ResumeWorkflowAsync(workflow, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> SetLimitsAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken = default) =>
        AnyAsync(partition => partition.Directory.LimitAsync(workflow, limits, cancellationToken));

    /// <inheritdoc/>
    public async Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken = default) =>
        (await EachAsync((partition, _) => partition.Directory.CountSlotsAsync(workflow, cancellationToken)).ConfigureAwait(false)).Sum();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Pause>> ListPausedQueuesAsync(CancellationToken cancellationToken = default) =>
        _partitions.First.Pauses.ListQueuesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<WaitReason?> ExplainAsync(RunId id, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Runs.ExplainAsync(id, cancellationToken));

    /// <inheritdoc/>
    public Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _waiters.AwaitAsync(id, timeout, cancellationToken);

    /// <inheritdoc/>
    public Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Reader.FindAsync(id, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Payload>> ListLogAsync(RunId id, CancellationToken cancellationToken = default) =>
        await OfAsync(id, async partition => await partition.Runs.ListLogAsync(id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false) ?? [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Reader.FindStepsAsync(id, cancellationToken));

    /// <inheritdoc/>
    public Task<RunSnapshot?> FindSnapshotAsync(RunId id, CancellationToken cancellationToken = default) =>
        OfAsync(id, partition => partition.Reader.FindSnapshotAsync(id, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        _partitions.First.Directory.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default) =>
        _partitions.First.Directory.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken = default) =>
        EachAsync(partition => partition.Caller.EvaluateAsync(Scripts.FindRuns, (RedisValue[])[1, "nobody"], cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) =>
        _doctor.ExamineAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<StoreServer?> DescribeServerAsync(CancellationToken cancellationToken = default) =>
        await _doctor.DescribeAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Ends the store's subscriptions; the connection stays its owner's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _waiters.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>An id of a partition that does not exist is that of no run.</summary>
    private async Task<T?> OfAsync<T>(RunId id, Func<RedisPartition, Task<T?>> call) =>
        id.Partition < _partitions.All.Count ? await call(_partitions.Of(id)).ConfigureAwait(false) : default;

    private Task EachAsync(Func<RedisPartition, Task> call) => Task.WhenAll(_partitions.All.Select(call));

    private Task<T[]> EachAsync<T>(Func<RedisPartition, int, Task<T>> call) => Task.WhenAll(_partitions.All.Select(call));

    private async Task<bool> AnyAsync(Func<RedisPartition, Task<bool>> call) =>
        (await EachAsync((partition, _) => call(partition)).ConfigureAwait(false)).Any(result => result);
}
