using System.Diagnostics;
using Redflow.Events;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Workflows;

namespace Redflow.Client;

/// <summary>Makes a run out of what a client or a step asks for.</summary>
internal sealed class RunDescriber(IRedflowStore store, PayloadSerializer payloads, TimeProvider time)
{
    private static readonly EmitOptions NoOptions = new();

    /// <summary>Whether children may be of workflows that nobody has registered: in tests, which capture them.</summary>
    public bool AllowsUnknown { get; init; }

    public WorkflowCatalog Catalog { get; } = new(store, time);

    public IRedflowStore Store => store;

    /// <summary>Describes a run that a client emits, and the span of its emit.</summary>
    public async ValueTask<NewRun> DescribeAsync(
        string workflow, byte[] input, EmitOptions? options, Activity? span, CancellationToken cancellationToken)
    {
        Names.Check("workflow", workflow);
        options?.Validate();
        var known = await Catalog.FindAsync(workflow, cancellationToken).ConfigureAwait(false);
        var name = known?.AliasOf ?? workflow;
        var id = await store.NewRunIdAsync(name, options?.IdempotencyKey, cancellationToken).ConfigureAwait(false);
        return Describe(id, name, known, input, options ?? NoOptions, span, parent: null);
    }

    /// <summary>Describes a run that a step emits. Its id is the same each time, until the parent is retried in place.</summary>
    /// <exception cref="InputValidationException">The input's annotations refuse it.</exception>
    /// <exception cref="UnknownWorkflowException">No worker has registered the workflow.</exception>
    public async Task<NewRun> DescribeAsync<TInput>(
        string workflow, TInput input, ChildOptions options, ParentStep parent, int earlierAttempts, CancellationToken cancellationToken)
    {
        Names.Check("workflow", workflow);
        options.Validate();
        InputCheck.Ensure(workflow, input, payloads);
        using var span = EmitSpans.StartRun(workflow);
        return await span.ObserveAsync(DescribeChildAsync(workflow, payloads.WriteInput(input), options, parent, earlierAttempts, span, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<NewRun> DescribeChildAsync(
        string workflow, byte[] input, ChildOptions options, ParentStep parent, int earlierAttempts, Activity? span, CancellationToken cancellationToken)
    {
        var known = await Catalog.FindAsync(workflow, cancellationToken).ConfigureAwait(false);
        if (known is null && !options.AllowUnregistered && !AllowsUnknown)
        {
            throw await Catalog.UnknownAsync(workflow, cancellationToken).ConfigureAwait(false);
        }

        var name = known?.AliasOf ?? workflow;
        var home = await store.NewRunIdAsync(name, options.IdempotencyKey, cancellationToken).ConfigureAwait(false);
        var id = RunId.Derive(parent.Run, $"step {earlierAttempts} {parent.Step}", home.Partition);
        return Describe(id, name, known, input, options, span, parent);
    }

    /// <summary>Checks the input that a run is to be repeated with.</summary>
    /// <returns>The limit key in it, empty for none; null where that of the run stays.</returns>
    public async Task<string?> CheckAsync(RunId source, Payload input, CancellationToken cancellationToken)
    {
        payloads.CheckInput(input.Utf8);
        var run = await store.FindRunAsync(source, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(source);
        InputCheck.EnsureJson(run.Workflow, input);
        if (await Catalog.FindAsync(run.Workflow, cancellationToken).ConfigureAwait(false) is not { } known)
        {
            return null;
        }

        InputSchema.Check(known, input);
        return known.LimitKey is { } path ? LimitKeyPath.Read(known.Name, path, input.Utf8) ?? "" : null;
    }

    /// <summary>Describes an event, with the limit keys that the workflows which it starts find in its payload.</summary>
    public async Task<NewEvent> DescribeEventAsync(EventId id, string name, string? correlationKey, byte[] payload, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var workflow in await Catalog.ListStartedByAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (workflow.LimitKey is { } path && KeyIn(workflow.Name, path, payload) is { } key)
            {
                keys[workflow.Name] = key;
            }
        }

        return new(id, name, correlationKey, payload) { LimitKeys = keys, TraceParent = Activity.Current?.Id };
    }

    /// <summary>One workflow that can't read its key must not keep the event from the others.</summary>
    private static string? KeyIn(string workflow, string path, byte[] payload)
    {
        try
        {
            return LimitKeyPath.Read(workflow, path, payload);
        }
        catch (InputValidationException)
        {
            return null;
        }
    }

    private NewRun Describe(
        RunId id, string workflow, WorkflowInfo? known, byte[] input, EmitOptions options, Activity? span, ParentStep? parent)
    {
        var run = new NewRun
        {
            Id = id,
            Workflow = workflow,
            Input = input,
            RunAt = options.RunAt,
            Delay = options.Delay,
            Priority = options.Priority,
            Tags = options.Tags,
            IdempotencyKey = options.IdempotencyKey,
            KeyTtl = options.KeyTtl,
            KeyReuse = options.KeyReuse,
            LimitKey = options.LimitKey ?? (known?.LimitKey is { } path ? LimitKeyPath.Read(workflow, path, input) : null),
            ExpireAfter = options.ExpireAfter,
            Timeout = options.Timeout,
            AllowUnregistered = options.AllowUnregistered || AllowsUnknown,
            TraceParent = (span ?? Activity.Current)?.Id,
            Parent = parent,
            IsBounded = parent is null,
        };
        span?.Describe(run, known?.Queue);
        return run;
    }
}
