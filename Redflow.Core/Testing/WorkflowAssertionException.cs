namespace Redflow.Testing;

/// <summary>A workflow under test is not what its test asserts.</summary>
public sealed class WorkflowAssertionException(string message) : RedflowException(message);
