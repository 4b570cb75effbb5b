using Redflow.Events;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Workflows;

namespace Redflow.Steps;

/// <content>What a step sends out: its commit and what it owes are stored together.</content>
public sealed partial class StepRunner
{
    /// <summary>Emits a child without waiting for it.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="workflow">The child's workflow.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">When and how.</param>
    /// <returns>The child's id; where the idempotency key is taken, that of the run that has it.</returns>
    /// <exception cref="UnknownWorkflowException">No worker has registered the workflow.</exception>
    /// <exception cref="IdempotencyKeyTakenException">The key is taken, and <see cref="KeyReuse.Reject"/> was asked for.</exception>
    /// <remarks>Exactly one child, also when the worker is lost in between.</remarks>
    public Task<RunId> EmitWorkflowAsync<TInput, TOutput>(
        string name, WorkflowRef<TInput, TOutput> workflow, TInput input, ChildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return EmitChildAsync(name, workflow.Name, input, options ?? new());
    }

    /// <inheritdoc cref="EmitWorkflowAsync{TInput, TOutput}(string, WorkflowRef{TInput, TOutput}, TInput, ChildOptions?)"/>
    public Task<RunId> EmitWorkflowAsync(string name, string workflow, object? input, ChildOptions? options = null) =>
        EmitChildAsync(name, workflow, input, options ?? new());

    /// <summary>Emits an event: it starts runs of the workflows that it triggers, and ends the waits for it.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="eventName">The event's name, 1 to 256 characters without control characters.</param>
    /// <param name="payload">What it carries.</param>
    /// <param name="correlationKey">Which waits it ends: those for the same key. Null for those without one.</param>
    /// <returns>The event's id.</returns>
    /// <remarks>Exactly one event, also when the worker is lost in between.</remarks>
    public Task<EventId> EmitEventAsync<T>(string name, string eventName, T payload, string? correlationKey = null)
    {
        Names.CheckLabel(nameof(eventName), eventName);
        Names.CheckLabel(nameof(correlationKey), correlationKey ?? "-");
        return Commit(name, async () =>
        {
            using var span = EmitSpans.StartEvent(eventName);
            var (runs, id) = (_services.Runs, _services.Runs.Store.NewEventId(eventName, correlationKey));
            span?.Describe(id);
            var written = _services.Payloads.WriteInput(payload);
            var emitted = await _pass.PersistAsync(() => runs.DescribeEventAsync(id, eventName, correlationKey, written, _pass.CancellationToken))
                .ConfigureAwait(false);
            return (id, (IReadOnlyList<StepEffect>)[new StepEffect.EmitEvent(emitted)]);
        });
    }

    private Task<RunId> EmitChildAsync<TInput>(string name, string workflow, TInput input, ChildOptions options) => Commit(name, async () =>
    {
        var child = await DescribeAsync(name, workflow, input, options).ConfigureAwait(false);
        if (child.IdempotencyKey is null)
        {
            return (child.Id, (IReadOnlyList<StepEffect>)[new StepEffect.EmitRun(child)]);
        }

        // Emitted now, to learn who has the key. The effect, which finds it emitted, makes it this run's child.
        return await _pass.PersistAsync(() => _services.Runs.Store.EmitAsync(child, _pass.CancellationToken)).ConfigureAwait(false) switch
        {
            EmitReply.Emitted or EmitReply.SentAgain => (child.Id, [new StepEffect.EmitRun(child)]),
            EmitReply.Existing existing => (existing.Id, []),
            EmitReply.KeyTaken taken => throw new IdempotencyKeyTakenException(child.Workflow, child.IdempotencyKey, taken.Id),
            _ => throw await _pass.PersistAsync(() => _services.Runs.Catalog.UnknownAsync(workflow, _pass.CancellationToken)).ConfigureAwait(false),
        };
    });

    private Task<T> Commit<T>(string name, Func<Task<(T Result, IReadOnlyList<StepEffect> Effects)>> work)
    {
        if (Overridden<T>(name) is { } overridden)
        {
            return overridden;
        }

        if (TryAnswer<T>(name, StepKind.Work, out var position, out var answer))
        {
            return answer;
        }

        _pass.CancellationToken.ThrowIfCancellationRequested();
        return _pass.BeginAsync(name, async () =>
        {
            if (!await _pass.StoreCompensableAsync().ConfigureAwait(false))
            {
                return await _pass.Abandon<T>().ConfigureAwait(false);
            }

            var (call, started) = (new StepCall(name, position, new()), _pass.Time.GetTimestamp());
            (T Result, IReadOnlyList<StepEffect> Effects) done;
            try
            {
                done = await work().ConfigureAwait(false);
            }
            catch (Exception exception) when (!(exception is OperationCanceledException && _pass.CancellationToken.IsCancellationRequested))
            {
                if (!await CommitFailureAsync(call, started, exception).ConfigureAwait(false))
                {
                    return await _pass.Abandon<T>().ConfigureAwait(false);
                }

                throw;
            }

            var stored = _services.Payloads.WriteStepResult(name, done.Result);
            return await CommitAsync(call, StepStatus.Succeeded, started, stored, done.Effects).ConfigureAwait(false)
                ? done.Result
                : await _pass.Abandon<T>().ConfigureAwait(false);
        });
    }
}
