namespace Redflow.Workflows;

/// <summary>A workflow's name with its types, so that a client need not share the handler's assembly.</summary>
/// <typeparam name="TInput">The workflow's input.</typeparam>
/// <typeparam name="TOutput">The workflow's output.</typeparam>
/// <param name="Name">The workflow's name.</param>
public sealed record WorkflowRef<TInput, TOutput>(string Name);
