namespace Redflow.Storage;

/// <summary>The store could not be reached, or did not answer in time. What was asked may or may not have happened.</summary>
/// <remarks>Emit and cancel are idempotent: sending the same one again is safe.</remarks>
public sealed class StoreUnavailableException(string operation, Exception innerException)
    : RedflowException($"Redis did not answer '{operation}'. It may be down or restarting.", innerException)
{
    /// <summary>The operation that got no answer.</summary>
    public string Operation { get; } = operation;
}
