namespace Redflow.Storage;

/// <summary>The store could not be reached, did not answer in time, or can't take writes. What was asked may or may not have happened.</summary>
/// <remarks>Emit and cancel are idempotent: sending the same one again is safe.</remarks>
public sealed class StoreUnavailableException : RedflowException
{
    /// <summary>Names the operation that got no answer.</summary>
    public StoreUnavailableException(string operation, Exception innerException)
        : base($"Redis did not answer '{operation}'. It may be down or restarting.", innerException)
    {
        Operation = operation;
    }

    /// <summary>Names the operation that was refused, and why.</summary>
    public StoreUnavailableException(string operation, string refusal, Exception innerException)
        : base($"Redis refused '{operation}': {refusal}", innerException)
    {
        Operation = operation;
    }

    /// <summary>The operation.</summary>
    public string Operation { get; }
}
