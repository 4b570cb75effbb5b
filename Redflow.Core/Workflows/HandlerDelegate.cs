using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Steps;

namespace Redflow.Workflows;

/// <summary>A delegate of the user's: the engine gives its first parameter, the pass's DI scope the others.</summary>
internal sealed class HandlerDelegate
{
    private static readonly MethodInfo ResolveMethod = typeof(HandlerDelegate).GetMethod(nameof(Resolve), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo EndMethod = typeof(HandlerDelegate).GetMethod(nameof(EndAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Delegate _handler;
    private readonly ParameterInfo[] _parameters;

    private HandlerDelegate(Delegate handler, ParameterInfo[] parameters, Type outputType) =>
        (_handler, _parameters, OutputType) = (handler, parameters, outputType);

    /// <summary>The type of its first parameter.</summary>
    public Type InputType => _parameters[0].ParameterType;

    /// <summary>What its task returns; <see cref="object"/>, always null, for nothing.</summary>
    public Type OutputType { get; }

    /// <summary>The parameters that come from DI.</summary>
    public IReadOnlyList<ParameterInfo> Services => [.. _parameters.Skip(1).Where(parameter => !IsGiven(parameter.ParameterType))];

    /// <exception cref="WorkflowDefinitionException">It does not fit.</exception>
    public static HandlerDelegate Of(string owner, Delegate handler)
    {
        var invoke = handler.GetType().GetMethod("Invoke")!;
        var parameters = invoke.GetParameters();
        if (parameters.Length == 0 || parameters.Any(parameter => parameter.ParameterType is { IsByRef: true } or { IsByRefLike: true } or { IsPointer: true }))
        {
            throw new WorkflowDefinitionException([$"{owner}: its delegate needs a first parameter for what it works on, and takes none by reference."]);
        }

        var output = invoke.ReturnType == typeof(Task) ? typeof(object)
            : invoke.ReturnType is { IsGenericType: true } task && task.GetGenericTypeDefinition() == typeof(Task<>) ? task.GetGenericArguments()[0]
            : throw new WorkflowDefinitionException([$"{owner}: its delegate has to return Task or Task<T>, not {invoke.ReturnType.Name}."]);
        return new(handler, WithAttributes(handler, parameters), output);
    }

    /// <summary>Compiles a call with the first parameter and what DI, and the step that it is called in, give.</summary>
    public Func<TInput, Given, Task<TOutput>> Compile<TInput, TOutput>()
    {
        var input = Expression.Parameter(typeof(TInput));
        var given = Expression.Parameter(typeof(Given));
        var others = _parameters.Skip(1).Select(parameter => (Expression)Expression.Convert(
            Expression.Call(ResolveMethod, given, Expression.Constant(parameter)), parameter.ParameterType));
        Expression call = Expression.Invoke(Expression.Constant(_handler, _handler.GetType()), [input, .. others]);
        if (call.Type == typeof(Task))
        {
            call = Expression.Call(EndMethod, call);
        }

        return Expression.Lambda<Func<TInput, Given, Task<TOutput>>>(call, input, given).Compile();
    }

    /// <summary>A lambda's own parameters have the attributes and defaults; those of a delegate type made for it may not.</summary>
    private static ParameterInfo[] WithAttributes(Delegate handler, ParameterInfo[] parameters)
    {
        var own = handler.Method.GetParameters();
        return own.Length >= parameters.Length ? own[^parameters.Length..] : parameters;
    }

    private static bool IsGiven(Type type) => type == typeof(CancellationToken) || type == typeof(StepContext);

    private static object? Resolve(Given given, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return given.CancellationToken;
        }

        if (type == typeof(StepContext))
        {
            return given.Step;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return parameter.HasDefaultValue
                ? ((IKeyedServiceProvider)given.Services).GetKeyedService(type, keyed.Key) ?? parameter.DefaultValue
                : given.Services.GetRequiredKeyedService(type, keyed.Key);
        }

        return parameter.HasDefaultValue ? given.Services.GetService(type) ?? parameter.DefaultValue : given.Services.GetRequiredService(type);
    }

    /// <summary>Without ConfigureAwait: a handler's end has to be seen before its pass counts as quiescent.</summary>
    private static async Task<object?> EndAsync(Task task)
    {
        await task;
        return null;
    }

    /// <summary>What a delegate may ask for besides its first parameter.</summary>
    /// <param name="Services">The pass's scope.</param>
    /// <param name="CancellationToken">The token of the pass or the step.</param>
    /// <param name="Step">The step; null outside one.</param>
    internal readonly record struct Given(IServiceProvider Services, CancellationToken CancellationToken, StepContext? Step = null);
}
