using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
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
        where TWorkflow : class => Add(WorkflowDiscovery.Of(typeof(TWorkflow), configure));

    /// <summary>Adds a workflow whose handler is a delegate.</summary>
    /// <param name="name">The workflow's name.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="configure">Sets its options.</param>
    public RedflowBuilder AddWorkflow<TInput, TOutput>(
        string name, Func<WorkflowContext<TInput>, Task<TOutput>> handler, Action<WorkflowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var options = new WorkflowOptions();
        configure?.Invoke(options);
        return Add(new WorkflowDefinition<TInput, TOutput>(name, options, (_, ctx) => handler(ctx)));
    }

    /// <summary>Adds every class of an assembly that has <see cref="WorkflowAttribute"/>.</summary>
    public RedflowBuilder AddWorkflowsFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var definition in WorkflowDiscovery.In(assembly))
        {
            Add(definition);
        }

        return this;
    }

    private RedflowBuilder Add(WorkflowDefinition definition)
    {
        Services.AddSingleton(definition);
        return this;
    }
}
