namespace Redflow;

/// <summary>Thrown by a handler or step to fail its run at once, whatever attempts are left.</summary>
public class NonRetriableException : RedflowException
{
    /// <summary>Fails the run with this message.</summary>
    public NonRetriableException(string message)
        : base(message)
    {
    }

    /// <summary>Fails the run with this message and cause.</summary>
    public NonRetriableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal sealed override bool IsRetriable => false;
}
