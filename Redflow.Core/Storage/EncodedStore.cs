using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Workflows;

namespace Redflow.Storage;

/// <summary>
/// Encodes payloads on their way into a store and decodes them on their way out: inputs, those of schedules too, step results, outputs, errors, what events and signals
/// carry, statuses of the handlers' own, progress and log lines. Everything else, among it names, keys, tags, reasons and what workers register,
/// passes as it is.
/// </summary>
/// <remarks>
/// A run that can't be decoded must not keep the others from being claimed with it: it comes with <see cref="ClaimedRun.Unreadable"/>.
/// Everywhere else <see cref="PayloadUnreadableException"/> is thrown. A member of the port that carries no payload is forwarded; one that
/// carries any goes through <see cref="PayloadCodecChain"/> or <see cref="EncodedErrors"/> here, and nowhere else.
/// </remarks>
public sealed partial class EncodedStore : IRedflowStore, IAsyncDisposable
{
    private readonly IRedflowStore _store;
    private readonly PayloadCodecChain _codecs;
    private readonly EncodedErrors _errors;

    /// <summary>Stands before a store.</summary>
    /// <param name="store">The store; disposed with this one.</param>
    /// <param name="codecs">What encodes, in this order. With none, payloads are stored as they are, and those that others encoded can still be read.</param>
    public EncodedStore(IRedflowStore store, IEnumerable<IPayloadCodec> codecs)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(codecs);
        _store = store;
        _codecs = new(codecs);
        _errors = new(_codecs);
    }

    /// <inheritdoc/>
    public Task<EmitReply> EmitAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _store.EmitAsync(Encode(run), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RegisterWorkflowsAsync(IReadOnlyList<WorkflowInfo> workflows, CancellationToken cancellationToken = default) =>
        _store.RegisterWorkflowsAsync(workflows, cancellationToken);

    /// <inheritdoc/>
    public Task RegisterWorkerAsync(WorkerRegistration worker, CancellationToken cancellationToken = default) =>
        _store.RegisterWorkerAsync(worker, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReportAsync(RunReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var encoded = report with
        {
            CustomStatus = report.CustomStatus is { } status ? _codecs.Encode(status) : null,
            Progress = report.Progress is { } progress ? _codecs.Encode(progress) : null,
            Lines = [.. report.Lines.Select(_codecs.Encode)],
        };
        return _store.ReportAsync(encoded, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Payload>> ListLogAsync(RunId id, CancellationToken cancellationToken = default) =>
        [.. (await _store.ListLogAsync(id, cancellationToken).ConfigureAwait(false)).Select(Decode)];

    /// <inheritdoc/>
    public Task<RenewReply> RenewAsync(LeaseRenewal renewal, CancellationToken cancellationToken = default) =>
        _store.RenewAsync(renewal, cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseWorkerAsync(string worker, CancellationToken cancellationToken = default) =>
        _store.ReleaseWorkerAsync(worker, cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> PromoteAsync(int limit, CancellationToken cancellationToken = default) =>
        _store.PromoteAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public Task<DueReply> ReapAsync(ReapRequest request, CancellationToken cancellationToken = default) =>
        _store.ReapAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<CancelResult?> CancelAsync(RunId id, string? reason, CancellationToken cancellationToken = default) =>
        _store.CancelAsync(id, reason, cancellationToken);

    /// <inheritdoc/>
    public async Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await _store.AwaitAsync(id, timeout, cancellationToken).ConfigureAwait(false) switch
        {
            RunOutcome.Succeeded succeeded => new RunOutcome.Succeeded(Decode(succeeded.Output)),
            RunOutcome.Failed failed => new RunOutcome.Failed(_errors.Decode(failed.Error)),
            var outcome => outcome,
        };

    /// <inheritdoc/>
    public async Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        await _store.FindRunAsync(id, cancellationToken).ConfigureAwait(false) is { } run ? Decode(run) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepRecord>?> FindStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        await _store.FindStepsAsync(id, cancellationToken).ConfigureAwait(false) is { } steps ? [.. steps.Select(Decode)] : null;

    /// <inheritdoc/>
    public async Task<RunSnapshot?> FindSnapshotAsync(RunId id, CancellationToken cancellationToken = default) =>
        await _store.FindSnapshotAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            ? found with { Run = Decode(found.Run), Steps = [.. found.Steps.Select(Decode)] }
            : null;

    /// <inheritdoc/>
    public async Task<RunPage> ListRunsAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        var page = await _store.ListRunsAsync(query, cancellationToken).ConfigureAwait(false);
        return query.Include == RunPayloads.None ? page : page with { Runs = [.. page.Runs.Select(Decode)] };
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        _store.ListWorkflowsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<WorkflowInfo?> FindWorkflowAsync(string name, CancellationToken cancellationToken = default) =>
        _store.FindWorkflowAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) => _store.GetStatsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<RunChangePage> ReadChangesAsync(string? cursor, CancellationToken cancellationToken = default) =>
        _store.ReadChangesAsync(cursor, cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeAsync(
        string worker, Action<WorkerSignal> onSignal, CancellationToken cancellationToken = default) =>
        _store.SubscribeAsync(worker, onSignal, cancellationToken);

    /// <inheritdoc/>
    public Task<IAsyncDisposable> SubscribeTimersAsync(Action onEarlier, CancellationToken cancellationToken = default) =>
        _store.SubscribeTimersAsync(onEarlier, cancellationToken);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken = default) => _store.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) => _store.DiagnoseAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<StoreServer?> DescribeServerAsync(CancellationToken cancellationToken = default) => _store.DescribeServerAsync(cancellationToken);

    /// <summary>Disposes the store behind it.</summary>
    public ValueTask DisposeAsync() => _store is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;

    private NewRun Encode(NewRun run) => _codecs.Encode(run.Input) is var input && input == run.Input ? run : run with { Input = input };

    private NewEvent Encode(NewEvent newEvent) => newEvent with { Payload = _codecs.Encode(newEvent.Payload) };

    private StepWait Encode(StepWait wait) => wait is StepWait.ForChild child ? child with { Run = Encode(child.Run) } : wait;

    private StepEffect Encode(StepEffect effect) => effect switch
    {
        StepEffect.EmitRun emit => new StepEffect.EmitRun(Encode(emit.Run)),
        StepEffect.EmitEvent emit => new StepEffect.EmitEvent(Encode(emit.Event)),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, null),
    };

    private Run Decode(Run run) => run with
    {
        Input = Decode(run.Input),
        Output = Decode(run.Output),
        Error = Decode(run.Error),
        FailedAttempts = [.. run.FailedAttempts.Select(attempt => attempt with { Error = _errors.Decode(attempt.Error) })],
        CustomStatus = Decode(run.CustomStatus),
        StoredProgress = Decode(run.StoredProgress),
    };

    private RunSummary Decode(RunSummary summary) => summary is not RunRow row ? summary : row with
    {
        Input = Decode(row.Input),
        Output = Decode(row.Output),
        Error = Decode(row.Error),
        CustomStatus = Decode(row.CustomStatus),
        StoredProgress = Decode(row.StoredProgress),
    };

    private StepRecord Decode(StepRecord step) => step with { Output = Decode(step.Output), Error = Decode(step.Error) };

    private Payload Decode(Payload payload) => new(_codecs.Decode(payload.Utf8));

    private Payload? Decode(Payload? payload) => payload is { } present ? Decode(present) : null;

    private RunError? Decode(RunError? error) => error is null ? null : _errors.Decode(error);
}
