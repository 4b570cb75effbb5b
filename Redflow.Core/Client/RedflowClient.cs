using System.Diagnostics;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Workflows;

namespace Redflow.Client;

/// <summary>Emits runs, waits for them, reads and cancels them. Thread-safe; one per process is enough.</summary>
/// <param name="store">Where runs live.</param>
/// <param name="time">The clock that new run ids show.</param>
public sealed class RedflowClient(IRedflowStore store, TimeProvider time)
{
    /// <summary>The longest reason for a cancellation, in characters.</summary>
    public const int MaxReasonLength = 1_024;

    private readonly WorkflowCatalog _catalog = new(store, time);

    /// <summary>Emits a run of a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">When and how.</param>
    /// <param name="cancellationToken">Stops the call; the run may exist all the same.</param>
    /// <exception cref="UnknownWorkflowException">No worker has registered the workflow.</exception>
    /// <exception cref="PayloadTooLargeException">The input is too large.</exception>
    /// <exception cref="StoreUnavailableException">Redis did not answer. The run may exist: emit again with an idempotency key.</exception>
    /// <remarks>Atomic: when the call returns, the run is stored; before, nothing of it is seen.</remarks>
    public Task<RunHandle<TOutput>> EmitWorkflowAsync<TInput, TOutput>(
        WorkflowRef<TInput, TOutput> workflow, TInput input, EmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return EmitAsync<TOutput>(workflow.Name, PayloadJson.Write(input), options, cancellationToken);
    }

    /// <summary>Emits a run of the workflow of that name.</summary>
    /// <inheritdoc cref="EmitWorkflowAsync{TInput, TOutput}(WorkflowRef{TInput, TOutput}, TInput, EmitOptions?, CancellationToken)"/>
    public Task<RunHandle<TOutput>> EmitWorkflowAsync<TInput, TOutput>(
        string workflow, TInput input, EmitOptions? options = null, CancellationToken cancellationToken = default) =>
        EmitAsync<TOutput>(workflow, PayloadJson.Write(input), options, cancellationToken);

    /// <summary>Emits a run whose input is JSON already; it is checked against the input's schema that workers have registered.</summary>
    /// <exception cref="InputValidationException">The input does not fit the schema.</exception>
    /// <inheritdoc cref="EmitWorkflowAsync{TInput, TOutput}(WorkflowRef{TInput, TOutput}, TInput, EmitOptions?, CancellationToken)"/>
    public async Task<RunHandle<Payload>> EmitWorkflowAsync(
        string workflow, Payload input, EmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (await _catalog.FindAsync(workflow, cancellationToken).ConfigureAwait(false) is { } known)
        {
            InputSchema.Check(known, input);
        }

        return await EmitAsync<Payload>(workflow, input.Utf8.ToArray(), options, cancellationToken).ConfigureAwait(false);
    }

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
        await store.FindRunAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);

    /// <summary>Reads a run's steps, in the order in which the handler reached them.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<IReadOnlyList<StepRecord>> GetRunStepsAsync(RunId id, CancellationToken cancellationToken = default) =>
        await store.FindStepsAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);

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
        if (reason?.Length > MaxReasonLength)
        {
            throw new ArgumentException($"A reason takes at most {MaxReasonLength} characters.", nameof(reason));
        }

        return await store.CancelAsync(id, reason, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
    }

    /// <summary>Lists the workflows that workers have registered, by name.</summary>
    public Task<IReadOnlyList<WorkflowInfo>> ListWorkflowsAsync(CancellationToken cancellationToken = default) =>
        store.ListWorkflowsAsync(cancellationToken);

    /// <summary>Reads a workflow's registration.</summary>
    /// <exception cref="UnknownWorkflowException">No worker has registered it.</exception>
    public async Task<WorkflowInfo> GetWorkflowMetaAsync(string workflow, CancellationToken cancellationToken = default) =>
        await store.FindWorkflowAsync(workflow, cancellationToken).ConfigureAwait(false)
        ?? throw await UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);

    /// <summary>Counts runs, queues and workers.</summary>
    public Task<RunStats> GetStatsAsync(CancellationToken cancellationToken = default) => store.GetStatsAsync(cancellationToken);

    private async Task<RunHandle<TOutput>> EmitAsync<TOutput>(
        string workflow, byte[] input, EmitOptions? options, CancellationToken cancellationToken)
    {
        Names.Check("workflow", workflow);
        options ??= new();
        options.Validate();
        PayloadTooLargeException.Check("input", input);
        using var activity = RedflowTelemetry.StartEmit(workflow);
        var run = new NewRun
        {
            Id = RunId.New(partition: 0, time),
            Workflow = workflow,
            Input = input,
            RunAt = options.RunAt,
            Delay = options.Delay,
            Priority = options.Priority,
            IdempotencyKey = options.IdempotencyKey,
            TraceParent = (activity ?? Activity.Current)?.Id,
            AllowUnregistered = options.AllowUnregistered,
        };
        activity?.SetTag(RedflowTelemetry.RunIdTag, run.Id.ToString());
        return await store.EmitAsync(run, cancellationToken).ConfigureAwait(false) switch
        {
            EmitReply.Emitted => new(this, run.Id, alreadyExisted: false),
            EmitReply.Existing existing => new(this, existing.Id, alreadyExisted: true),
            _ => throw await UnknownAsync(workflow, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<UnknownWorkflowException> UnknownAsync(string workflow, CancellationToken cancellationToken)
    {
        var known = await store.ListWorkflowsAsync(cancellationToken).ConfigureAwait(false);
        return new(workflow, [.. known.Select(info => info.Name)]);
    }
}
