using Redflow.Events;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Workflows;

namespace Redflow.Client;

/// <content>Operations on runs, events, limits and pauses.</content>
public sealed partial class RedflowClient
{
    /// <summary>The longest span of <see cref="ListMinutesAsync"/>: as long as minutes are kept.</summary>
    internal static readonly TimeSpan LongestMinutes = TimeSpan.FromDays(7);

    /// <summary>Puts a failed or canceled run back into its queue: its finished steps stand, its attempts begin anew. Idempotent.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public async Task<RetryResult> RetryRunAsync(RunId id, CancellationToken cancellationToken = default) =>
        await store.RetryAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);

    /// <summary>Makes a new run with the input of another one, or an edited one, from the start or from a step.</summary>
    /// <param name="id">The run to repeat, of any status.</param>
    /// <param name="input">The new run's input; null for that of the other.</param>
    /// <param name="fromStep">The step to begin at: the results of the steps before it are taken over. Null begins from the start.</param>
    /// <param name="idempotencyKey">What tells the request from others, 1 to 256 characters without control characters: while its run is kept, asked for again it is that run, whatever
    /// the input and the step. Null for a new one.</param>
    /// <param name="cancellationToken">Stops the call; the run may exist all the same.</param>
    /// <returns>The new run; it has the queue, priority and tags of the other, and no idempotency key. Its limit key is the other's too, unless the workflow
    /// finds one in the edited input.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="StepNotFoundException">The run has stored no such step.</exception>
    /// <exception cref="InputValidationException">The input does not fit the schema that workers have registered.</exception>
    /// <exception cref="PayloadTooLargeException">The input is too large.</exception>
    public async Task<RunHandle<Payload>> RerunAsync(
        RunId id, Payload? input = null, string? fromStep = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        if (idempotencyKey is not null && !Names.IsLabel(idempotencyKey, EmitOptions.MaxKeyLength))
        {
            throw new ArgumentException($"A key takes 1 to {EmitOptions.MaxKeyLength} characters without control characters.", nameof(idempotencyKey));
        }

        var fresh = idempotencyKey is null ? RunId.New(id.Partition, time) : RunId.Derive(id, $"rerun {idempotencyKey}", id.Partition);
        var rerun = new Rerun(id, fresh, input?.Utf8.ToArray(), fromStep)
        {
            LimitKey = input is { } edited ? await _runs.CheckAsync(id, edited, cancellationToken).ConfigureAwait(false) : null,
        };
        return await store.RerunAsync(rerun, cancellationToken).ConfigureAwait(false) switch
        {
            RerunReply.Emitted => new(this, rerun.Id, alreadyExisted: false),
            RerunReply.StepNotFound => throw new StepNotFoundException(id, fromStep!),
            _ => throw new RunNotFoundException(id),
        };
    }

    /// <summary>Deletes a run that has ended. Idempotent.</summary>
    public Task<DeleteResult> DeleteRunAsync(RunId id, CancellationToken cancellationToken = default) => store.DeleteAsync(id, cancellationToken);

    /// <summary>Gives a run a signal: a step that waits for its name gets it, or it is kept until one does.</summary>
    /// <param name="id">The run.</param>
    /// <param name="name">The signal's name, 1 to 256 characters without control characters.</param>
    /// <param name="payload">What it carries.</param>
    /// <param name="signalId">What tells the signal from others: sent again with the same one it is the same signal. Null for a new one.</param>
    /// <param name="cancellationToken">Stops the call; the signal may have been given all the same.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="StoreUnavailableException">Redis did not answer: the signal may have been given. With an id of your own, give it again.</exception>
    /// <remarks>Atomic; idempotent for the same <paramref name="signalId"/>.</remarks>
    public async Task<SignalResult> SignalRunAsync<T>(
        RunId id, string name, T payload, Guid? signalId = null, CancellationToken cancellationToken = default)
    {
        Names.CheckLabel(nameof(name), name);
        var signal = new NewSignal(signalId ?? Guid.NewGuid(), name, payloads.WriteInput(payload));
        return await store.SignalAsync(id, signal, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
    }

    /// <summary>Emits an event: it starts runs of the workflows that it triggers, and ends the waits for it.</summary>
    /// <param name="name">The event's name, 1 to 256 characters without control characters.</param>
    /// <param name="payload">What it carries.</param>
    /// <param name="correlationKey">Which waits it ends: those for the same key. Null for those without one.</param>
    /// <param name="id">The event's id, of <see cref="NewEventId(string, string?)"/> for the same name and key: sent again with the same one it is the same event. Null for a new one.</param>
    /// <param name="cancellationToken">Stops the call; the event may have been emitted all the same.</param>
    /// <exception cref="StoreUnavailableException">Redis did not answer: the event may have been emitted. With an id of your own, emit it again.</exception>
    /// <exception cref="ArgumentException">The id is that of another name or key.</exception>
    /// <remarks>Atomic; idempotent for the same <paramref name="id"/>. Runs and waits follow once it is stored, also if this process is lost.</remarks>
    public async Task<EventId> EmitEventAsync<T>(
        string name, T payload, string? correlationKey = null, EventId? id = null, CancellationToken cancellationToken = default)
    {
        Names.CheckLabel(nameof(name), name);
        if (correlationKey is not null)
        {
            Names.CheckLabel(nameof(correlationKey), correlationKey);
        }

        var fresh = store.NewEventId(name, correlationKey);
        if (id is { } given && given.Partition != fresh.Partition)
        {
            throw new ArgumentException($"'{given}' is no id of an event '{name}' with this key: make it with NewEventId.", nameof(id));
        }

        var eventId = id ?? fresh;
        using var span = EmitSpans.StartEvent(name);
        span?.Describe(eventId);
        return await span.ObserveAsync(EmitEventAsync(eventId, name, correlationKey, payloads.WriteInput(payload), cancellationToken)).ConfigureAwait(false);
    }

    private async Task<EventId> EmitEventAsync(EventId id, string name, string? correlationKey, byte[] payload, CancellationToken cancellationToken)
    {
        var emitted = await _runs.DescribeEventAsync(id, name, correlationKey, payload, cancellationToken).ConfigureAwait(false);
        await store.EmitEventAsync(emitted, cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>Makes an id for an event, to emit it again should Redis not answer.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="correlationKey">Its correlation key; null for none.</param>
    public EventId NewEventId(string name, string? correlationKey = null)
    {
        Names.CheckLabel(nameof(name), name);
        Names.CheckLabel(nameof(correlationKey), correlationKey ?? "-");
        return store.NewEventId(name, correlationKey);
    }

    /// <summary>Makes the one id of an event with an idempotency key: emitted with it, the event is one for 7 days, from whatever process and however often.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="correlationKey">Its correlation key; null for none.</param>
    /// <param name="idempotencyKey">What tells the event from others of this name and correlation key, 1 to 256 characters without control characters.</param>
    public EventId NewEventId(string name, string? correlationKey, string idempotencyKey)
    {
        Names.CheckLabel(nameof(idempotencyKey), idempotencyKey);
        var text = $"event {name}\n{correlationKey}\n{idempotencyKey}";
        return new(RunId.OfText(text, NewEventId(name, correlationKey).Partition));
    }

    /// <summary>Reads an event with its payload, the runs it started and those it released.</summary>
    /// <exception cref="EventNotFoundException">There is none, or its 7 days are over.</exception>
    public async Task<EventRecord> GetEventAsync(EventId id, CancellationToken cancellationToken = default) =>
        await FindEventAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new EventNotFoundException(id);

    /// <summary>Reads an event with its payload; null when there is none, or its 7 days are over.</summary>
    public Task<EventRecord?> FindEventAsync(EventId id, CancellationToken cancellationToken = default) =>
        store.FindEventAsync(id, cancellationToken);

    /// <summary>Lists a page of events, newest first.</summary>
    public Task<EventPage> ListEventsAsync(EventQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListEventsAsync(query ?? new(), cancellationToken);

    /// <summary>Tells why a run isn't running; null when it runs or has ended.</summary>
    public Task<WaitReason?> ExplainRunAsync(RunId id, CancellationToken cancellationToken = default) => store.ExplainAsync(id, cancellationToken);

    /// <summary>Reads what happened in the minutes of a span, of up to 7 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is longer.</exception>
    public Task<IReadOnlyList<MinuteStats>> ListMinutesAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before - from, LongestMinutes);
        return store.ListMinutesAsync(from, before, cancellationToken);
    }

    /// <summary>Pauses a queue: nothing is claimed from it; what runs goes on. Atomic for each partition, idempotent; after a failure, pause it again.</summary>
    public Task PauseQueueAsync(string queue, string? reason = null, CancellationToken cancellationToken = default)
    {
        Names.Check("queue", queue);
        CheckReason(reason);
        return store.PauseQueueAsync(queue, reason, cancellationToken);
    }

    /// <summary>Ends the pause of a queue. Atomic for each partition, idempotent; after a failure, resume it again.</summary>
    /// <returns>False when it was not paused.</returns>
    public Task<bool> ResumeQueueAsync(string queue, CancellationToken cancellationToken = default)
    {
        Names.Check("queue", queue);
        return store.ResumeQueueAsync(queue, cancellationToken);
    }

    /// <summary>Lists the paused queues.</summary>
    public Task<IReadOnlyDictionary<string, Pause>> ListPausedQueuesAsync(CancellationToken cancellationToken = default) =>
        store.ListPausedQueuesAsync(cancellationToken);

    /// <summary>Pauses a workflow: no run of it starts; what runs goes on. Atomic for each partition, idempotent; after a failure, pause it again.</summary>
    /// <exception cref="UnknownWorkflowException">No worker has registered it.</exception>
    public async Task PauseWorkflowAsync(string workflow, string? reason = null, CancellationToken cancellationToken = default)
    {
        Names.Check("workflow", workflow);
        CheckReason(reason);
        if (!await store.PauseWorkflowAsync(workflow, reason, cancellationToken).ConfigureAwait(false))
        {
            throw await UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the pause of a workflow. Atomic for each partition, idempotent; after a failure, resume it again.</summary>
    /// <returns>False when it was not paused.</returns>
    public Task<bool> ResumeWorkflowAsync(string workflow, CancellationToken cancellationToken = default)
    {
        Names.Check("workflow", workflow);
        return store.ResumeWorkflowAsync(workflow, cancellationToken);
    }

    /// <summary>
    /// Changes the limits of a workflow, for queued runs too, until a worker registers it again. Atomic for each partition, idempotent; after a failure,
    /// set them again.
    /// </summary>
    /// <exception cref="UnknownWorkflowException">No worker has registered it.</exception>
    /// <exception cref="ArgumentException">A limit is not 1 to 1,000,000.</exception>
    public async Task SetLimitsAsync(string workflow, WorkflowLimits limits, CancellationToken cancellationToken = default)
    {
        Names.Check("workflow", workflow);
        ArgumentNullException.ThrowIfNull(limits);
        if (!IsLimit(limits.MaxConcurrency) || !IsLimit(limits.MaxConcurrencyPerKey) || limits.Rate?.Mistake() is not null)
        {
            throw new ArgumentException("A limit is 1 to 1,000,000, or null for none. " + limits.Rate?.Mistake(), nameof(limits));
        }

        if (!await store.SetLimitsAsync(workflow, limits, cancellationToken).ConfigureAwait(false))
        {
            throw await UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Counts the runs of a workflow that hold a slot of its limits: from their admission to their end, suspension or retry. 0 for one without limits.</summary>
    public Task<long> CountSlotsAsync(string workflow, CancellationToken cancellationToken = default)
    {
        Names.Check("workflow", workflow);
        return store.CountSlotsAsync(workflow, cancellationToken);
    }

    private static bool IsLimit(int? limit) => limit is null or (>= 1 and <= WorkflowOptions.MaxLimit);

    private static void CheckReason(string? reason)
    {
        if (reason?.Length > MaxReasonLength)
        {
            throw new ArgumentException($"A reason takes at most {MaxReasonLength} characters.", nameof(reason));
        }
    }
}
