namespace Redflow.Storage;

/// <summary>The store could not be reached, did not answer in time, or can't take writes.</summary>
/// <remarks>Emit and cancel are idempotent: sending the same one again is safe, whatever <see cref="MayHaveHappened"/> says.</remarks>
public sealed class StoreUnavailableException : RedflowException
{
    /// <summary>Names the operation that got no answer: it may have happened.</summary>
    public StoreUnavailableException(string operation, Exception innerException)
        : this(operation, true, $"Redis did not answer '{operation}': it may or may not have happened. Redis may be down or restarting.", innerException)
    {
    }

    /// <summary>Names the operation that was refused, and why: it has not happened.</summary>
    public StoreUnavailableException(string operation, string refusal, Exception innerException)
        : this(operation, false, $"Redis refused '{operation}', which has not happened: {refusal}", innerException)
    {
    }

    private StoreUnavailableException(string operation, bool mayHaveHappened, string message, Exception innerException)
        : base(message, innerException)
    {
        Operation = operation;
        MayHaveHappened = mayHaveHappened;
    }

    /// <summary>The operation.</summary>
    public string Operation { get; }

    /// <summary>Whether what was asked may have happened: false when Redis refused it, or was never asked.</summary>
    public bool MayHaveHappened { get; }

    /// <summary>Names the operation that was refused when it was sent again: the first time it may have happened.</summary>
    internal static StoreUnavailableException RefusedAgain(string operation, string refusal, Exception innerException) =>
        new(operation, true, $"Redis refused '{operation}' when it was sent again; it may have happened the first time: {refusal}", innerException);

    /// <summary>Names the operation that was not sent for lack of a connection.</summary>
    internal static StoreUnavailableException NotSent(string operation, Exception innerException) =>
        new(operation, false, $"Redis did not answer: there is no connection to send '{operation}' over, which has not happened. Redis may be down or restarting.", innerException);
}
