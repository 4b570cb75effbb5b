namespace Redflow.Payloads;

/// <summary>A key that payloads are encrypted with, and its id, which stands in clear beside what it encrypted.</summary>
public sealed class PayloadKey
{
    private readonly byte[] _key;

    /// <summary>Names a key.</summary>
    /// <param name="id">Its id, unique for ever: 1 to 128 characters of letters, digits, dot, dash and underscore.</param>
    /// <param name="key">16, 24 or 32 random bytes, for AES-128, AES-192 or AES-256.</param>
    public PayloadKey(string id, ReadOnlySpan<byte> key)
    {
        Names.Check("key", id);
        if (key.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException($"The key '{id}' has {key.Length} bytes. An AES key has 16, 24 or 32.", nameof(key));
        }

        Id = id;
        _key = key.ToArray();
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _key;

    /// <summary>Reads a key as configuration has it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="base64">Its bytes in Base64, as <c>openssl rand -base64 32</c> writes them.</param>
    /// <exception cref="ArgumentException">It is not Base64, or not as long as an AES key.</exception>
    public static PayloadKey FromBase64(string id, string? base64)
    {
        var key = new byte[(base64?.Length ?? 0) * 3 / 4 + 3];
        return Convert.TryFromBase64String(base64 ?? "", key, out var length) && length > 0
            ? new(id, key.AsSpan(0, length))
            : throw new ArgumentException($"The key '{id}' is missing or not Base64.", nameof(base64));
    }

    /// <summary>Returns the id.</summary>
    public override string ToString() => Id;
}
