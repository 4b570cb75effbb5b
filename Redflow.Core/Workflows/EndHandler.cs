using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Runs;

namespace Redflow.Workflows;

/// <summary>Who handles the runs of a workflow that have ended in one way.</summary>
internal sealed class EndHandler
{
    private EndHandler(RunStatus status, string name) => (Status, Name) = (status, name);

    /// <summary>How the runs have ended.</summary>
    public RunStatus Status { get; }

    /// <summary>What it is called in errors.</summary>
    public string Name { get; }

    /// <summary>Why it can't handle anything; null when it can.</summary>
    public string? Mistake { get; private init; }

    /// <summary>What its delegate takes from DI.</summary>
    public IReadOnlyList<ParameterInfo> Services { get; private init; } = [];

    public Func<IServiceProvider, RunEndContext, Task> Handle { get; private init; } = (_, _) => Task.CompletedTask;

    /// <summary>The last part of the handling workflow's name.</summary>
    public string Suffix => Status switch
    {
        RunStatus.Succeeded => "on-success",
        RunStatus.Failed => "on-failure",
        _ => "on-canceled",
    };

    public static EndHandler Of(RunStatus status, Type type)
    {
        if (!typeof(IRunEndHandler).IsAssignableFrom(type))
        {
            return new(status, type.Name) { Mistake = $"{type.FullName} is no handler of ends: it has to implement IRunEndHandler." };
        }

        try
        {
            var create = ActivatorUtilities.CreateFactory(type, []);
            return new(status, type.Name) { Handle = (services, ctx) => ((IRunEndHandler)create(services, null)).HandleAsync(ctx) };
        }
        catch (InvalidOperationException exception)
        {
            return new(status, type.Name) { Mistake = $"{type.FullName} can't be made: {exception.Message}" };
        }
    }

    public static EndHandler Of(RunStatus status, Delegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        const string Name = "a delegate";
        try
        {
            var call = HandlerDelegate.Of("A handler of ends", handler);
            if (call.InputType != typeof(RunEndContext) || call.OutputType != typeof(object))
            {
                return new(status, Name) { Mistake = "The delegate of a handler of ends takes a RunEndContext first, and returns Task." };
            }

            var run = call.Compile<RunEndContext, object?>();
            return new(status, Name) { Services = call.Services, Handle = (services, ctx) => run(ctx, new(services, ctx.CancellationToken)) };
        }
        catch (WorkflowDefinitionException exception)
        {
            return new(status, Name) { Mistake = string.Join(" ", exception.Mistakes) };
        }
    }
}
