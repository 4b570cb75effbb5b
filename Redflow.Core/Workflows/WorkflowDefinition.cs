using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Execution;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Steps;

namespace Redflow.Workflows;

/// <summary>A workflow's name, options and handler.</summary>
internal abstract class WorkflowDefinition(string name, WorkflowOptions options)
{
    public string Name { get; } = name;

    public WorkflowOptions Options { get; } = options;

    /// <summary>Its name and its concurrency limit, which surprises those who have not set it.</summary>
    public string Summary => Options.MaxConcurrency == 0 ? Name : $"{Name} (at most {Options.MaxConcurrency} at a time)";

    public abstract Type InputType { get; }

    public abstract Type OutputType { get; }

    /// <summary>What its delegate takes from DI.</summary>
    public IReadOnlyList<ParameterInfo> Services { get; init; } = [];

    /// <summary>Takes note of which services there are, so that a pass asks for none that there is not.</summary>
    public abstract void Note(IServiceProviderIsService services);

    /// <summary>Runs one pass of the handler on a run's input and returns its output, both as JSON.</summary>
    public abstract Task<byte[]> RunAsync(Pass pass, StepServices steps, IServiceProvider services);

    /// <summary>Undoes what another run has done: what the handler says to undo on its way to where that run had come.</summary>
    public abstract Task<byte[]> CompensateAsync(Pass pass, StepServices steps, IServiceProvider services);

    /// <summary>Says why what is stored of its runs can't be written and read.</summary>
    public IEnumerable<string?> PayloadMistakes(PayloadSerializer payloads) =>
        [InputsOf(payloads).MistakeIn(InputType), payloads.MistakeIn(OutputType)];

    /// <summary>Makes the definitions of the workflows that handle the ends of its runs.</summary>
    public IEnumerable<WorkflowDefinition> DefineHandlers() => Options.Handlers
        .DistinctBy(handler => handler.Status)
        .Where(handler => handler.Mistake is null)
        .Select(DefineHandler);

    /// <summary>Writes the input of the runs that a cron trigger starts.</summary>
    /// <exception cref="InputValidationException">It does not fit.</exception>
    public Payload WriteInput(CronTrigger trigger, PayloadSerializer payloads)
    {
        var schema = DescribeInput(payloads);
        if (trigger.Input is { } input)
        {
            Payload written = new(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), payloads.Json));
            return InputSchema.Problems(schema, written) is { Count: > 0 } problems ? throw new InputValidationException(Name, problems) : written;
        }

        Payload empty = new("{}"u8.ToArray());
        if (InputSchema.Problems(schema, empty) is not { Count: > 0 } missing)
        {
            return empty;
        }

        return InputSchema.Problems(schema, Payload.Null).Count == 0 ? Payload.Null : throw new InputValidationException(Name, missing);
    }

    /// <summary>Describes it to clients, and the names that it had before.</summary>
    public IEnumerable<WorkflowInfo> ToInfos(PayloadSerializer payloads)
    {
        var info = ToInfo(payloads);
        return Options.Aliases.Select(alias => info with { Name = alias, AliasOf = Name, Events = [] }).Prepend(info);
    }

    /// <summary>Describes the schedules that it declares.</summary>
    public IReadOnlyList<ScheduleDefinition> ToSchedules(PayloadSerializer payloads) => [.. Options.Cron.Select(trigger => ToSchedule(trigger, payloads))];

    public WorkflowInfo ToInfo(PayloadSerializer payloads) => new()
    {
        Name = Name,
        Queue = Options.Queue,
        MaxAttempts = Options.MaxAttempts,
        MaxCrashes = Options.MaxCrashes,
        Retention = Options.Retention,
        KeepLast = Options.KeepLast,
        Limits = Options.ToLimits(),
        LimitKey = Options.LimitKey,
        Timeout = Options.Timeout,
        ExpireAfter = Options.ExpireAfter,
        MaxQueueLength = Options.MaxQueueLength,
        OnSuccess = HandlerOf(RunStatus.Succeeded),
        OnFailure = HandlerOf(RunStatus.Failed),
        OnCanceled = HandlerOf(RunStatus.Canceled),
        Events = [.. Options.Events.Distinct(StringComparer.Ordinal)],
        InputSchema = DescribeInput(payloads),
    };

    private ScheduleDefinition ToSchedule(CronTrigger trigger, PayloadSerializer payloads)
    {
        var input = WriteInput(trigger, payloads);
        var limitKey = Options.LimitKey is { } path ? LimitKeyPath.Read(Name, path, input.Utf8) : null;
        return ScheduleDefinition.Make($"{Name}:{trigger.IdOrExpression}", Name, trigger.Schedule, input, trigger.Options, limitKey) with { IsDeclared = true };
    }

    /// <summary>What reads and describes its inputs.</summary>
    protected virtual PayloadSerializer InputsOf(PayloadSerializer payloads) => payloads;

    private Payload DescribeInput(PayloadSerializer payloads) => InputSchema.Of(InputType, InputsOf(payloads));

    private EndHandlerDefinition DefineHandler(EndHandler handler)
    {
        var options = new WorkflowOptions { Queue = Options.Queue, MaxConcurrency = 0, MaxAttempts = 3, Lane = Options.Lane };
        return new EndHandlerDefinition($"{Name}.{handler.Suffix}", options, handler, Options);
    }

    private string? HandlerOf(RunStatus status) =>
        Options.Handlers.FirstOrDefault(handler => handler.Status == status) is { } handler ? $"{Name}.{handler.Suffix}" : null;
}

/// <inheritdoc cref="WorkflowDefinition"/>
internal class WorkflowDefinition<TInput, TOutput>(
    string name, WorkflowOptions options, Func<IServiceProvider, WorkflowContext<TInput>, Task<TOutput>> handler)
    : WorkflowDefinition(name, options)
{
    private bool _mayHaveValidators = true;

    public override Type InputType => typeof(TInput);

    public override Type OutputType => typeof(TOutput);

    public override void Note(IServiceProviderIsService services) => _mayHaveValidators = services.IsService(typeof(IWorkflowInputValidator<TInput>));

    public override async Task<byte[]> RunAsync(Pass pass, StepServices steps, IServiceProvider services)
    {
        var input = ReadInput(pass, steps.Payloads);
        if (!HasBegun(pass))
        {
            // Without ConfigureAwait: what follows is the user's, and goes on in its lane.
            await EnsureAsync(input, InputsOf(steps.Payloads), services, pass.CancellationToken);
        }

        // And here: its end has to be seen before the pass counts as quiescent.
        var output = await handler(services, new(input, pass, steps));
        return steps.Payloads.WriteOutput(output);
    }

    public override async Task<byte[]> CompensateAsync(Pass pass, StepServices steps, IServiceProvider services)
    {
        var replay = new Replay(pass, steps.Runs.Store);
        var ctx = new WorkflowContext<TInput>(ReadInput(pass, steps.Payloads), pass, steps, replay);

        // Without ConfigureAwait: what undoes goes on in the lane too.
        await replay.RunAsync(() => handler(services, ctx));
        pass.FreeNames();
        await ctx.Compensations.RunAsync(new(pass, steps));
        return "null"u8.ToArray();
    }

    /// <summary>
    /// Whether the run has stored anything itself: what it began with is not refused any more, whatever a deployment or a validator says now. What it
    /// took over from a run that it repeats is older than the run.
    /// </summary>
    private static bool HasBegun(Pass pass)
    {
        var claimed = pass.Claimed;
        return claimed.Steps.Count + claimed.Waits.Count + claimed.FailedSteps.Count > 0
            && claimed.Steps.Keys.Concat(claimed.Waits.Keys).Concat(claimed.FailedSteps.Keys)
                .Any(step => !claimed.StepTimes.TryGetValue(step, out var at) || at >= claimed.CreatedAt);
    }

    private Task EnsureAsync(TInput input, PayloadSerializer payloads, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (_mayHaveValidators)
        {
            return InputCheck.EnsureAsync(Name, input, payloads, services, cancellationToken);
        }

        InputCheck.Ensure(Name, input, payloads, services);
        return Task.CompletedTask;
    }

    private TInput ReadInput(Pass pass, PayloadSerializer payloads)
    {
        try
        {
            return InputsOf(payloads).Read<TInput>(pass.Claimed.Input)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            var member = (exception as JsonException)?.Path ?? "";
            throw new InputValidationException(Name, [new(member.TrimStart('$', '.'), $"does not fit {typeof(TInput).Name}")], exception);
        }
    }
}
