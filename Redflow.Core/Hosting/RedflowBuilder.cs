using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Steps;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>Adds workflows to a worker.</summary>
/// <remarks>Mistakes in definitions are reported together, by <see cref="WorkflowDefinitionException"/>, when the host starts.</remarks>
public sealed class RedflowBuilder
{
    internal RedflowBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a workflow class.</summary>
    /// <param name="configure">Changes what its attribute says.</param>
    /// <typeparam name="TWorkflow">A class with <see cref="WorkflowAttribute"/> that implements <see cref="IWorkflow{TInput, TOutput}"/>.</typeparam>
    public RedflowBuilder AddWorkflow<TWorkflow>(Action<WorkflowOptions>? configure = null)
        where TWorkflow : class => Add(() => WorkflowDiscovery.Of(typeof(TWorkflow), configure));

    /// <summary>Adds a workflow whose handler is a delegate.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="configure">Sets its options.</param>
    public RedflowBuilder AddWorkflow<TInput, TOutput>(
        string name, Func<WorkflowContext<TInput>, Task<TOutput>> handler, Action<WorkflowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(() => new WorkflowDefinition<TInput, TOutput>(name, OptionsOf(configure), (_, ctx) => handler(ctx)));
    }

    /// <summary>Adds a workflow whose handler is a delegate with parameters from DI.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="handler">
    /// The handler. Its first parameter is a <see cref="WorkflowContext{TInput}"/>; the others come from the pass's DI scope, or are its
    /// <see cref="CancellationToken"/>. It returns a task, with or without a result.
    /// </param>
    /// <param name="configure">Sets its options.</param>
    public RedflowBuilder AddWorkflow(string name, Delegate handler, Action<WorkflowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(() => HandlerDefinitions.OfWorkflow(name, handler, OptionsOf(configure)));
    }

    /// <summary>Adds a job: a workflow of a single step, named <c>job</c>.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="handler">
    /// The step's body. Its first parameter is the input; the others come from the pass's DI scope, or are the step's
    /// <see cref="CancellationToken"/> or <see cref="StepContext"/>. It returns a task, with or without a result.
    /// </param>
    /// <param name="configure">Sets its options.</param>
    public RedflowBuilder AddJob(string name, Delegate handler, Action<WorkflowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(() => HandlerDefinitions.OfJob(name, handler, OptionsOf(configure)));
    }

    /// <summary>Adds every class of an assembly that has <see cref="WorkflowAttribute"/>.</summary>
    public RedflowBuilder AddWorkflowsFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var type in WorkflowDiscovery.In(assembly))
        {
            Add(() => WorkflowDiscovery.Of(type));
        }

        return this;
    }

    private static WorkflowOptions OptionsOf(Action<WorkflowOptions>? configure)
    {
        var options = new WorkflowOptions();
        configure?.Invoke(options);
        return options;
    }

    /// <summary>Adds a definition, or why there is none: it is told with the others' mistakes.</summary>
    private RedflowBuilder Add(Func<WorkflowDefinition> define)
    {
        try
        {
            Services.AddSingleton(define());
        }
        catch (WorkflowDefinitionException exception)
        {
            foreach (var mistake in exception.Mistakes)
            {
                Services.AddSingleton(new DefinitionMistake(mistake));
            }
        }

        return this;
    }
}
