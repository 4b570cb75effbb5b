using Microsoft.Extensions.DependencyInjection;
using Redflow.Hosting;
using Redflow.Workflows;

namespace Redflow.Testing;

/// <summary>
/// Runs workflows in a test: in this process, on a store in memory, with time that is skipped. Everything else is real: the passes of the handler, its
/// attempts, its suspensions, what is stored.
/// </summary>
public static class WorkflowTest
{
    internal const string Name = "workflow-under-test";

    /// <summary>Tests a workflow class.</summary>
    /// <param name="services">Adds what it has injected.</param>
    /// <typeparam name="TWorkflow">The class.</typeparam>
    /// <typeparam name="TInput">Its input.</typeparam>
    /// <typeparam name="TOutput">Its output.</typeparam>
    public static WorkflowTest<TInput, TOutput> For<TWorkflow, TInput, TOutput>(Action<IServiceCollection>? services = null)
        where TWorkflow : class, IWorkflow<TInput, TOutput> => new(NameOf<TWorkflow>(), worker => worker.AddWorkflow<TWorkflow>(), services);

    /// <summary>Tests a handler.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="configure">Sets the workflow's options.</param>
    public static WorkflowTest<TInput, TOutput> For<TInput, TOutput>(
        Func<WorkflowContext<TInput>, Task<TOutput>> handler, Action<WorkflowOptions>? configure = null) =>
        new(Name, worker => worker.AddWorkflow(Name, handler, configure), services: null);

    /// <summary>Tests a workflow by its name, out of what a worker would have.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="workflows">Adds the workflows, as a worker does.</param>
    /// <param name="services">Adds what they have injected.</param>
    public static WorkflowTest<TInput, TOutput> For<TInput, TOutput>(
        WorkflowRef<TInput, TOutput> workflow, Action<RedflowBuilder> workflows, Action<IServiceCollection>? services = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(workflows);
        return new(workflow.Name, workflows, services);
    }

    private static string NameOf<TWorkflow>() => WorkflowDiscovery.Of(typeof(TWorkflow)).Name;
}
