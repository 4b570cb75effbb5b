using System.Text.Json;
using Redflow.Execution;
using Redflow.Payloads;

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

    /// <summary>Runs one pass of the handler on a run's input and returns its output, both as JSON.</summary>
    public abstract Task<byte[]> RunAsync(Pass pass, PayloadSerializer payloads, IServiceProvider services);

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
        InputSchema = InputSchema.Of(InputType, payloads),
    };
}

/// <inheritdoc cref="WorkflowDefinition"/>
internal sealed class WorkflowDefinition<TInput, TOutput>(
    string name, WorkflowOptions options, Func<IServiceProvider, WorkflowContext<TInput>, Task<TOutput>> handler)
    : WorkflowDefinition(name, options)
{
    public override Type InputType => typeof(TInput);

    public override Type OutputType => typeof(TOutput);

    public override async Task<byte[]> RunAsync(Pass pass, PayloadSerializer payloads, IServiceProvider services)
    {
        var output = await handler(services, new(ReadInput(pass, payloads), pass, payloads)).ConfigureAwait(false);
        return payloads.WriteOutput(output);
    }

    private TInput ReadInput(Pass pass, PayloadSerializer payloads)
    {
        try
        {
            return payloads.Read<TInput>(pass.Claimed.Input)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            var member = (exception as JsonException)?.Path ?? "";
            throw new InputValidationException(Name, [new(member.TrimStart('$', '.'), $"does not fit {typeof(TInput).Name}")], exception);
        }
    }
}
