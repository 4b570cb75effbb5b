using Microsoft.Extensions.DependencyInjection;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Workflows;

namespace Redflow.Client;

/// <content>Emits of runs.</content>
public sealed partial class RedflowClient
{
    /// <summary>Emits a run of a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">When and how.</param>
    /// <param name="cancellationToken">Stops the call; the run may exist all the same.</param>
    /// <exception cref="UnknownWorkflowException">No worker has registered the workflow.</exception>
    /// <exception cref="QueueFullException">The workflow's queue has as many runs as it takes.</exception>
    /// <exception cref="InputValidationException">The input's annotations, or an <see cref="IWorkflowInputValidator{TInput}"/> of this process, refuse it.</exception>
    /// <exception cref="PayloadTooLargeException">The input is too large.</exception>
    /// <exception cref="StoreUnavailableException">Redis did not answer. The run may exist: emit again with an idempotency key.</exception>
    /// <remarks>Atomic: when the call returns, the run is stored; before, nothing of it is seen.</remarks>
    public Task<RunHandle<TOutput>> EmitWorkflowAsync<TInput, TOutput>(
        WorkflowRef<TInput, TOutput> workflow, TInput input, EmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return EmitWorkflowAsync<TInput, TOutput>(workflow.Name, input, options, cancellationToken);
    }

    /// <summary>Emits a run of the workflow of that name.</summary>
    /// <inheritdoc cref="EmitWorkflowAsync{TInput, TOutput}(WorkflowRef{TInput, TOutput}, TInput, EmitOptions?, CancellationToken)"/>
    public async Task<RunHandle<TOutput>> EmitWorkflowAsync<TInput, TOutput>(
        string workflow, TInput input, EmitOptions? options = null, CancellationToken cancellationToken = default) =>
        HandleOf<TOutput>(await EmitAsync(
            workflow, await WriteInputAsync(workflow, input, cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false));

    /// <summary>Emits a run whose input is JSON already; it is checked against the input's schema that workers have registered.</summary>
    /// <exception cref="InputValidationException">The input is not JSON, or does not fit the schema.</exception>
    /// <inheritdoc cref="EmitWorkflowAsync{TInput, TOutput}(WorkflowRef{TInput, TOutput}, TInput, EmitOptions?, CancellationToken)"/>
    public async Task<RunHandle<Payload>> EmitWorkflowAsync(
        string workflow, Payload input, EmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        await CheckAsync(workflow, input, cancellationToken).ConfigureAwait(false);
        return HandleOf<Payload>(await EmitAsync(workflow, input.Utf8.ToArray(), options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Emits a run whose input is JSON already, and answers with the run.</summary>
    /// <remarks>
    /// Atomic: when the call returns, the run is stored; before, nothing of it is seen. A run that is new is not read: it is told as it was stored, and
    /// may have been claimed since.
    /// </remarks>
    /// <inheritdoc cref="EmitWorkflowAsync(string, Payload, EmitOptions?, CancellationToken)"/>
    public async Task<EmittedRun> EmitRunAsync(
        string workflow, Payload input, EmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        await CheckAsync(workflow, input, cancellationToken).ConfigureAwait(false);
        var (run, reply) = await EmitAsync(workflow, input.Utf8.ToArray(), options, cancellationToken).ConfigureAwait(false);
        return reply switch
        {
            EmitReply.Emitted emitted => new(emitted.ToRun(run), AlreadyExisted: false),
            EmitReply.Existing existing => new(await GetRunAsync(existing.Id, cancellationToken).ConfigureAwait(false), AlreadyExisted: true),
            _ => new(await GetRunAsync(run.Id, cancellationToken).ConfigureAwait(false), AlreadyExisted: false),
        };
    }

    /// <summary>Emits a run of a workflow for each input, in one round trip for 500 runs.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="options">When and how, for each input.</param>
    /// <param name="cancellationToken">Stops the call; runs may exist all the same.</param>
    /// <returns>A handle for each input, in order.</returns>
    /// <exception cref="UnknownWorkflowException">No worker has registered the workflow; nothing was created.</exception>
    /// <exception cref="InputValidationException">An input is not valid; nothing was created.</exception>
    /// <exception cref="QueueFullException">A run was refused because its queue is full; others may have been created.</exception>
    /// <exception cref="IdempotencyKeyTakenException">A key with <see cref="KeyReuse.Reject"/> is taken; the other runs were created.</exception>
    /// <remarks>Each run is created whole or not at all, but not all of them together.</remarks>
    public async Task<IReadOnlyList<RunHandle<TOutput>>> EmitManyAsync<TInput, TOutput>(
        WorkflowRef<TInput, TOutput> workflow,
        IReadOnlyList<TInput> inputs,
        Func<TInput, EmitOptions>? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(inputs);
        using var span = EmitSpans.StartRuns(workflow.Name, inputs.Count);
        return await span.ObserveAsync(EmitAllAsync(workflow, inputs, options, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Checks an input and writes it. Validators may be scoped: where there are any, they get a scope of their own.</summary>
    internal async ValueTask<byte[]> WriteInputAsync<TInput>(string workflow, TInput input, CancellationToken cancellationToken)
    {
        if (Services?.GetService<IServiceProviderIsService>()?.IsService(typeof(IWorkflowInputValidator<TInput>)) == true)
        {
            await using var scope = Services.CreateAsyncScope();
            await InputCheck.EnsureAsync(workflow, input, payloads, scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            InputCheck.Ensure(workflow, input, payloads, Services);
        }

        return payloads.WriteInput(input);
    }

    private async ValueTask CheckAsync(string workflow, Payload input, CancellationToken cancellationToken)
    {
        payloads.CheckInput(input.Utf8);
        InputCheck.EnsureJson(workflow, input);
        if (await _runs.Catalog.FindAsync(workflow, cancellationToken).ConfigureAwait(false) is { } known)
        {
            InputSchema.Check(known, input);
        }
    }

    /// <returns>The run and a reply that does not refuse it.</returns>
    private async Task<(NewRun Run, EmitReply Reply)> EmitAsync(
        string workflow, byte[] input, EmitOptions? options, CancellationToken cancellationToken)
    {
        using var span = EmitSpans.StartRun(workflow);
        try
        {
            var run = await _runs.DescribeAsync(workflow, input, options, span, cancellationToken).ConfigureAwait(false);
            var started = time.GetTimestamp();
            var reply = await store.EmitAsync(run, cancellationToken).ConfigureAwait(false);
            reply = await _room.WaitAsync(run, reply, options?.WaitForRoom, started, cancellationToken).ConfigureAwait(false);
            await ThrowIfRefusedAsync(run, reply, cancellationToken).ConfigureAwait(false);
            return (run, reply);
        }
        catch (Exception exception)
        {
            span?.Fail(exception);
            throw;
        }
    }

    private async Task<IReadOnlyList<RunHandle<TOutput>>> EmitAllAsync<TInput, TOutput>(
        WorkflowRef<TInput, TOutput> workflow, IReadOnlyList<TInput> inputs, Func<TInput, EmitOptions>? options, CancellationToken cancellationToken)
    {
        var runs = new NewRun[inputs.Count];
        var chosen = new EmitOptions?[inputs.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            var input = await WriteInputAsync(workflow.Name, inputs[i], cancellationToken).ConfigureAwait(false);
            chosen[i] = options?.Invoke(inputs[i]);
            runs[i] = await _runs.DescribeAsync(workflow.Name, input, chosen[i], span: null, cancellationToken).ConfigureAwait(false);
        }

        var started = time.GetTimestamp();
        var replies = await store.EmitManyAsync(runs, cancellationToken).ConfigureAwait(false);
        var handles = new RunHandle<TOutput>[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            var reply = await _room.WaitAsync(runs[i], replies[i], chosen[i]?.WaitForRoom, started, cancellationToken).ConfigureAwait(false);
            await ThrowIfRefusedAsync(runs[i], reply, cancellationToken).ConfigureAwait(false);
            handles[i] = HandleOf<TOutput>((runs[i], reply));
        }

        return handles;
    }

    private RunHandle<TOutput> HandleOf<TOutput>((NewRun Run, EmitReply Reply) emitted) => emitted.Reply is EmitReply.Existing existing
        ? new(this, existing.Id, alreadyExisted: true)
        : new(this, emitted.Run.Id, alreadyExisted: false);

    private Task ThrowIfRefusedAsync(NewRun run, EmitReply reply, CancellationToken cancellationToken) =>
        reply is EmitReply.Emitted or EmitReply.SentAgain or EmitReply.Existing ? Task.CompletedTask : RefuseAsync(run, reply, cancellationToken);

    private async Task RefuseAsync(NewRun run, EmitReply reply, CancellationToken cancellationToken) => throw reply switch
    {
        EmitReply.QueueFull => new QueueFullException(run.Workflow),
        EmitReply.KeyTaken taken => new IdempotencyKeyTakenException(run.Workflow, run.IdempotencyKey!, taken.Id),
        _ => await UnknownAsync(run.Workflow, cancellationToken).ConfigureAwait(false),
    };

    private Task<UnknownWorkflowException> UnknownAsync(string workflow, CancellationToken cancellationToken) =>
        _runs.Catalog.UnknownAsync(workflow, cancellationToken);
}
