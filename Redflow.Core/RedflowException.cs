namespace Redflow;

/// <summary>What Redflow refuses or can't do: the base of all its exceptions.</summary>
public class RedflowException : Exception
{
    /// <summary>Says what happened, what it means and what to do.</summary>
    public RedflowException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="RedflowException(string)"/>
    public RedflowException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether another attempt at the run may go better.</summary>
    internal virtual bool IsRetriable => true;
}
