using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Workflows;

namespace Redflow.Client;

/// <summary>Emits runs, waits for them, reads and cancels them. Thread-safe; one per process is enough.</summary>
/// <param name="store">Where runs live.</param>
/// <param name="time">The clock that new run ids show.</param>
/// <param name="payloads">How inputs are written and outputs read.</param>
public sealed partial class RedflowClient(IRedflowStore store, TimeProvider time, PayloadSerializer payloads) : IAsyncDisposable
{
    /// <summary>The longest reason for a cancellation, in characters.</summary>
    public const int MaxReasonLength = 1_024;

    private readonly RunDescriber _runs = new(store, payloads, time);
    private readonly Room _room = new(store, time);

    /// <summary>What <see cref="Connect(string)"/> has opened.</summary>
    private OpenedStore? _opened;

    /// <summary>Writes inputs and reads outputs by the default <see cref="RedflowPayloadOptions"/>.</summary>
    /// <param name="store">Where runs live.</param>
    /// <param name="time">The clock that new run ids show.</param>
    public RedflowClient(IRedflowStore store, TimeProvider time)
        : this(store, time, new(new()))
    {
    }

    /// <summary>Schedules: what starts runs by itself.</summary>
    public ScheduleClient Schedules => new(this, store, _runs.Catalog, payloads, time);

    internal PayloadSerializer Payloads => payloads;

    /// <summary>Where the validators of inputs come from; null for none.</summary>
    internal IServiceProvider? Services { get; init; }

    /// <summary>Makes a client without a host, for scripts. Its owner disposes of it.</summary>
    /// <param name="url">A connection string, in any of the forms that <see cref="StoreFactory"/> takes.</param>
    /// <exception cref="StoreConfigurationException">The connection string is malformed, or asks for what can't be.</exception>
    /// <remarks>A server that does not answer is no error yet: this returns after 5 s, and calls fail or wait until it does.</remarks>
    public static RedflowClient Connect(string url) => Connect(url, new());

    /// <summary>Makes a client of a namespace other than the default one.</summary>
    /// <inheritdoc cref="Connect(string)"/>
    public static RedflowClient Connect(string url, RedisStoreOptions options) => Connect(url, options, new());

    /// <summary>Makes a client that writes and reads payloads as workers do that have the same options: limits, serializer, codecs.</summary>
    /// <inheritdoc cref="Connect(string)"/>
    public static RedflowClient Connect(string url, RedisStoreOptions options, RedflowPayloadOptions payloads)
    {
        ArgumentNullException.ThrowIfNull(payloads);
        var opened = StoreFactory.Open(url, options, TimeProvider.System);
        return new(new EncodedStore(opened.Store, payloads.Codecs), TimeProvider.System, new(payloads)) { _opened = opened };
    }

    /// <summary>Closes the connection that <see cref="Connect(string)"/> has opened; a client that was made otherwise has none of its own.</summary>
    public ValueTask DisposeAsync() => _opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Returns a handle for a run that was emitted before.</summary>
    /// <remarks>Asks nothing of Redis: whether the run exists shows at the first use.</remarks>
    public RunHandle<TOutput> GetHandle<TOutput>(RunId id) => new(this, id, alreadyExisted: true);

    /// <summary>Waits for a run's end, through an outage of Redis if need be.</summary>
    /// <returns>How it ended; null when it has not within <paramref name="timeout"/>.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public Task<RunOutcome?> WaitForRunAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        store.AwaitAsync(id, timeout, cancellationToken);

    /// <summary>Reads a run.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<Run> GetRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        await FindRunAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);

    /// <summary>Reads a run; null when there is none, or its retention is over.</summary>
    public Task<Run?> FindRunAsync(RunId id, CancellationToken cancellationToken = default) => store.FindRunAsync(id, cancellationToken);

    /// <summary>Reads a run's steps, in the order in which the handler reached them.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<IReadOnlyList<StepRecord>> GetRunStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        await store.FindStepsAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);

    /// <summary>Reads a run and its steps as they are at one moment.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<RunSnapshot> GetRunSnapshotAsync(RunId id, CancellationToken cancellationToken = default) =>
        await store.FindSnapshotAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);

    /// <summary>Reads the last lines that a run's handler has logged, at most 100, oldest first; empty when there are none, or no such run.</summary>
    public async Task<IReadOnlyList<RunLogLine>> GetRunLogAsync(RunId id, CancellationToken cancellationToken = default) =>
        [.. (await store.ListLogAsync(id, cancellationToken).ConfigureAwait(false)).Select(line => line.As<RunLogLine>()!)];

    /// <summary>Lists a page of runs, newest first.</summary>
    /// <exception cref="ArgumentException">The limit or the cursor is not valid.</exception>
    public Task<RunPage> ListRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListRunsAsync(query ?? new(), cancellationToken);

    /// <summary>Cancels a run: at once when it isn't running, else through its handler's token. Idempotent.</summary>
    /// <param name="id">The run.</param>
    /// <param name="reason">Why; kept with the run. At most <see cref="MaxReasonLength"/> characters.</param>
    /// <param name="cancellationToken">Stops the call; the run may be canceled all the same.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <remarks>A handler that returns its result although its token fired has done its work: that run ends succeeded.</remarks>
    public async Task<CancelResult> CancelRunAsync(RunId id, string? reason = null, CancellationToken cancellationToken = default)
    {
        CheckReason(reason);
        return await store.CancelAsync(id, reason, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
    }

    /// <summary>Lists the workflows that workers have registered, by name; not those of the engine itself.</summary>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        _runs.Catalog.ListAsync(cancellationToken);

    /// <summary>Reads a workflow's registration.</summary>
    /// <exception cref="UnknownWorkflowException">No worker has registered it.</exception>
    public async Task<WorkflowInfo> GetWorkflowMetaAsync(string workflow, CancellationToken cancellationToken = default) =>
        await store.FindWorkflowAsync(workflow, cancellationToken).ConfigureAwait(false)
        ?? throw await UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads what has become of runs since a place, without waiting: ask again and again, at least every 10 seconds.</summary>
    /// <param name="cursor">The <see cref="RunChangePage.Cursor"/> of the page before; null to begin with what comes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The cursor is not one that a page gave.</exception>
    /// <remarks>What is stored of a run decides; a change only says that it is to be read.</remarks>
    public Task<RunChangePage> GetRunChangesAsync(string? cursor = null, CancellationToken cancellationToken = default)
    {
        try
        {
            _ = cursor is null ? [] : ChangeCursor.Parse(cursor);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(exception.Message, nameof(cursor), exception);
        }

        return store.ReadChangesAsync(cursor, cancellationToken);
    }

    /// <summary>Counts runs, queues and workers.</summary>
    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) => store.GetStatsAsync(cancellationToken);

    /// <summary>Looks at how the store is set up, where that decides whether runs are safe. Docs: docs/how-to/redis-doctor.md.</summary>
    /// <returns>What was found; empty when all is well, and in memory.</returns>
    /// <exception cref="StoreConfigurationException">The namespace refuses this process.</exception>
    /// <remarks>Changes nothing. What the server does not let it look at is a finding too.</remarks>
    public Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) => store.DiagnoseAsync(cancellationToken);

    /// <summary>Asks the store's server what it is and how it is: version, memory, clients, persistence. One command; changes nothing.</summary>
    /// <returns>What it tells; null in memory.</returns>
    public Task<StoreServer?> DescribeServerAsync(CancellationToken cancellationToken = default) => store.DescribeServerAsync(cancellationToken);
}
