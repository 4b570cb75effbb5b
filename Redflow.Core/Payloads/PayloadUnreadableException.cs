namespace Redflow.Payloads;

/// <summary>A stored payload can't be decoded by this process; another one, with other codecs or keys, may be able to.</summary>
public class PayloadUnreadableException : RedflowException
{
    internal PayloadUnreadableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
