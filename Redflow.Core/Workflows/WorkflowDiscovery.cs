using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Redflow.Workflows;

/// <summary>Makes definitions of classes with <see cref="WorkflowAttribute"/>.</summary>
internal static class WorkflowDiscovery
{
    private static readonly MethodInfo DefineMethod =
        typeof(WorkflowDiscovery).GetMethod(nameof(Define), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Finds the classes of an assembly that are meant to be workflows.</summary>
    public static IEnumerable<Type> In(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsDefined(typeof(WorkflowAttribute), inherit: false));

    /// <exception cref="WorkflowDefinitionException">The class is not a workflow.</exception>
    public static WorkflowDefinition Of(Type type, Action<WorkflowOptions>? configure = null)
    {
        var attribute = type.GetCustomAttribute<WorkflowAttribute>(inherit: false)
            ?? throw new WorkflowDefinitionException([$"{type.FullName} has no [Workflow(\"name\")] attribute."]);
        var faces = type.GetInterfaces().Where(IsWorkflow).ToArray();
        if (faces.Length != 1 || type.IsAbstract || type.ContainsGenericParameters)
        {
            throw new WorkflowDefinitionException(
                [$"{type.FullName} has to be a class that is not abstract or generic and implements IWorkflow<TInput, TOutput> once."]);
        }

        var options = attribute.ToOptions(type);
        configure?.Invoke(options);
        try
        {
            return (WorkflowDefinition)DefineMethod.MakeGenericMethod([type, .. faces[0].GetGenericArguments()])
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [attribute.Name, options], null)!;
        }
        catch (InvalidOperationException exception)
        {
            throw new WorkflowDefinitionException([$"{type.FullName} can't be made: {exception.Message}"]);
        }
    }

    private static bool IsWorkflow(Type face) => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IWorkflow<,>);

    private static WorkflowDefinition<TInput, TOutput> Define<TWorkflow, TInput, TOutput>(string name, WorkflowOptions options)
        where TWorkflow : IWorkflow<TInput, TOutput>
    {
        var create = ActivatorUtilities.CreateFactory<TWorkflow>([]);
        return new(name, options, (services, ctx) => create(services, null).RunAsync(ctx));
    }
}
