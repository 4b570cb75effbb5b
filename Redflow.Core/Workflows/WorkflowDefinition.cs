using System.Text.Json;
using Redflow.Execution;
using Redflow.Payloads;

namespace Redflow.Workflows;

/// <summary>A workflow's name, options and handler.</summary>
internal abstract class WorkflowDefinition(string name, WorkflowOptions options)
{
    public string Name { get; } = name;

    public WorkflowOptions Options { get; } = options;

    public abstract Type InputType { get; }

    /// <summary>Runs one pass of the handler on a run's input and returns its output, both as JSON.</summary>
    public abstract Task<byte[]> RunAsync(Pass pass, IServiceProvider services);

    public WorkflowInfo ToInfo() => new()
    {
        Name = Name,
        Queue = Options.Queue,
        MaxAttempts = Options.MaxAttempts,
        MaxCrashes = Options.MaxCrashes,
        Retention = Options.Retention,
        InputSchema = InputSchema.Of(InputType),
    };
}

/// <inheritdoc cref="WorkflowDefinition"/>
internal sealed class WorkflowDefinition<TInput, TOutput>(
    string name, WorkflowOptions options, Func<IServiceProvider, WorkflowContext<TInput>, Task<TOutput>> handler)
    : WorkflowDefinition(name, options)
{
    public override Type InputType => typeof(TInput);

    public override async Task<byte[]> RunAsync(Pass pass, IServiceProvider services)
    {
        var output = await handler(services, new(ReadInput(pass), pass)).ConfigureAwait(false);
        return PayloadTooLargeException.Check("output", PayloadJson.Write(output));
    }

    private TInput ReadInput(Pass pass)
    {
        try
        {
            return JsonSerializer.Deserialize<TInput>(pass.Claimed.Input, PayloadJson.Options)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            var member = (exception as JsonException)?.Path ?? "";
            throw new InputValidationException(Name, [new(member.TrimStart('$', '.'), $"does not fit {typeof(TInput).Name}")], exception);
        }
    }
}
