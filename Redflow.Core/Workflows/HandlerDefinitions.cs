using System.Reflection;
using Redflow.Steps;

namespace Redflow.Workflows;

/// <summary>Makes definitions of delegates.</summary>
internal static class HandlerDefinitions
{
    /// <summary>The only step of a job.</summary>
    public const string JobStep = "job";

    private static readonly MethodInfo DefineMethod = typeof(HandlerDefinitions).GetMethod(nameof(Define), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo DefineJobMethod = typeof(HandlerDefinitions).GetMethod(nameof(DefineJob), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="WorkflowDefinitionException">The delegate does not fit.</exception>
    public static WorkflowDefinition OfWorkflow(string name, Delegate handler, WorkflowOptions options)
    {
        var call = HandlerDelegate.Of($"Workflow '{name}'", handler);
        if (call.InputType is not { IsGenericType: true } context || context.GetGenericTypeDefinition() != typeof(WorkflowContext<>))
        {
            throw new WorkflowDefinitionException(
            [
                $"Workflow '{name}': the first parameter of its delegate has to be a WorkflowContext<TInput>, not {call.InputType.Name}. "
                + "For one step without a context there is AddJob.",
            ]);
        }

        return Make(DefineMethod, context.GetGenericArguments()[0], name, call, options);
    }

    /// <exception cref="WorkflowDefinitionException">The delegate does not fit.</exception>
    public static WorkflowDefinition OfJob(string name, Delegate handler, WorkflowOptions options)
    {
        var call = HandlerDelegate.Of($"Job '{name}'", handler);
        if (call.InputType == typeof(CancellationToken) || typeof(WorkflowContext).IsAssignableFrom(call.InputType))
        {
            throw new WorkflowDefinitionException([$"Job '{name}': the first parameter of its delegate is its input; {call.InputType.Name} can't be one."]);
        }

        return Make(DefineJobMethod, call.InputType, name, call, options);
    }

    private static WorkflowDefinition Make(MethodInfo define, Type input, string name, HandlerDelegate call, WorkflowOptions options) =>
        (WorkflowDefinition)define.MakeGenericMethod(input, call.OutputType).Invoke(null, [name, call, options])!;

    private static WorkflowDefinition<TInput, TOutput> Define<TInput, TOutput>(string name, HandlerDelegate call, WorkflowOptions options)
    {
        var handler = call.Compile<WorkflowContext<TInput>, TOutput>();
        return new(name, options, (services, ctx) => handler(ctx, new(services, ctx.CancellationToken)))
        {
            Services = call.Services,
        };
    }

    private static WorkflowDefinition<TInput, TOutput> DefineJob<TInput, TOutput>(string name, HandlerDelegate call, WorkflowOptions options)
    {
        var handler = call.Compile<TInput, TOutput>();
        return new(name, options, (services, ctx) => RunAsync(ctx, step => handler(ctx.Input, new(services, step.CancellationToken, step))))
        {
            Services = call.Services,
        };
    }

    private static Task<TOutput> RunAsync<TInput, TOutput>(WorkflowContext<TInput> ctx, Func<StepContext, Task<TOutput>> body) =>
        ctx.Step.RunAsync(JobStep, body);
}
