namespace Redflow.Payloads;

/// <summary>An input, step result or output is larger than its limit. Nothing of it was stored. Never retried.</summary>
public sealed class PayloadTooLargeException : NonRetriableException
{
    internal PayloadTooLargeException(string what, int size, int limit, string option, string section = RedflowPayloadOptions.Section)
        : base(
            $"The {what} is {size} bytes of JSON, over the limit of {limit} bytes. Nothing was stored. Store large data elsewhere and pass a "
            + $"reference to it, or raise {section}:{option}.") => (Size, Limit) = (size, limit);

    /// <summary>The size that was refused, in bytes.</summary>
    public int Size { get; }

    /// <summary>The limit, in bytes.</summary>
    public int Limit { get; }
}
