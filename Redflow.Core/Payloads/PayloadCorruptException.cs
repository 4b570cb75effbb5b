namespace Redflow.Payloads;

/// <summary>A stored payload is not what was encoded: it was changed or cut off. A run that has one fails at once.</summary>
public sealed class PayloadCorruptException : PayloadUnreadableException
{
    internal PayloadCorruptException(string what, Exception? innerException = null)
        : base($"A stored payload can't be decoded: {what}. It was changed or cut off after it was stored.", innerException)
    {
    }
}
