namespace Redflow.Payloads;

/// <summary>A stored payload is encrypted with a key that this process does not have.</summary>
public sealed class PayloadKeyUnknownException : PayloadUnreadableException
{
    internal PayloadKeyUnknownException(string keyId, IEnumerable<string> known)
        : base(
            $"A stored payload is encrypted with key '{keyId}', which this process does not have. Its keys: "
            + $"{string.Join(", ", known.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}. Give the key to {nameof(AesGcmCodec)}, as an older "
            + "one if another encrypts by now.") => KeyId = keyId;

    /// <summary>The key's id.</summary>
    public string KeyId { get; }
}
