namespace Redflow.Payloads;

/// <summary>An input, step result or output is larger than the limit. Nothing of it was stored. Never retried.</summary>
public sealed class PayloadTooLargeException(string what, int size)
    : NonRetriableException(
        $"The {what} is {size} bytes of JSON, over the limit of {MaxBytes} bytes. Store large data elsewhere and pass a reference to it.")
{
    /// <summary>The largest payload that is taken, in bytes of UTF-8 JSON.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The size that was refused, in bytes.</summary>
    public int Size { get; } = size;

    internal static byte[] Check(string what, byte[] payload) =>
        payload.Length <= MaxBytes ? payload : throw new PayloadTooLargeException(what, payload.Length);
}
