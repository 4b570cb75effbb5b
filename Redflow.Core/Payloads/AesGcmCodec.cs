using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Redflow.Payloads;

/// <summary>Encrypts payloads by AES-GCM, and finds out when they were changed. Put it behind compression.</summary>
/// <remarks>
/// <para>
/// What it writes: the length of the key's id (1 byte), the id, a random nonce (12 bytes), the ciphertext, the tag (16 bytes). The id is
/// authenticated with the payload. Nothing binds a payload to its run: who may write to Redis can put one in the place of another.
/// </para>
/// <para>Nonces are random: rotate a key before it has encrypted 2³² payloads.</para>
/// </remarks>
public sealed class AesGcmCodec : IPayloadCodec
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly PayloadKey? _current;
    private readonly FrozenDictionary<string, PayloadKey> _keys;

    /// <summary>Takes the keys.</summary>
    /// <param name="current">The key that encrypts.</param>
    /// <param name="older">The keys that decrypt as well: those whose payloads are still kept.</param>
    /// <exception cref="ArgumentException">Two keys have the same id.</exception>
    public AesGcmCodec(PayloadKey current, params IEnumerable<PayloadKey> older)
        : this([current ?? throw new ArgumentNullException(nameof(current)), .. older ?? []])
    {
        _current = current;
    }

    /// <summary>Takes keys that decrypt and leaves payloads in clear: for processes that are to read before others begin to encrypt.</summary>
    /// <exception cref="ArgumentException">Two keys have the same id.</exception>
    public static AesGcmCodec DecryptOnly(params IEnumerable<PayloadKey> keys) => new([.. keys]);

    private AesGcmCodec(PayloadKey[] keys)
    {
        if (keys.CountBy(key => key.Id).FirstOrDefault(id => id.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"Two keys have the id '{twice}'. A new key needs a new id.", nameof(keys));
        }

        _keys = keys.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public byte Id => 3;

    /// <inheritdoc/>
    public byte[]? Encode(ReadOnlyMemory<byte> payload)
    {
        if (_current is null)
        {
            return null;
        }

        var idLength = _current.Id.Length;
        var encoded = new byte[1 + idLength + NonceLength + payload.Length + TagLength];
        encoded[0] = (byte)idLength;
        Encoding.ASCII.GetBytes(_current.Id, encoded.AsSpan(1));
        var parts = new Parts(encoded);
        RandomNumberGenerator.Fill(encoded.AsSpan(1 + idLength, NonceLength));
        using var aes = new AesGcm(_current.Bytes, TagLength);
        aes.Encrypt(parts.Nonce, payload.Span, parts.Ciphertext, parts.Tag, parts.Header);
        return encoded;
    }

    /// <inheritdoc/>
    /// <exception cref="PayloadKeyUnknownException">None of the keys has the id.</exception>
    /// <exception cref="CryptographicException">It was changed.</exception>
    public byte[] Decode(ReadOnlyMemory<byte> encoded)
    {
        var parts = new Parts(encoded.ToArray());
        var id = Encoding.ASCII.GetString(parts.Header[1..]);
        if (!Names.IsValid(id))
        {
            throw new InvalidDataException("It does not begin with the id of a key.");
        }

        if (!_keys.TryGetValue(id, out var key))
        {
            throw new PayloadKeyUnknownException(id, _keys.Keys);
        }

        var payload = new byte[parts.Ciphertext.Length];

        // Not kept: an instance is not safe for threads.
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Decrypt(parts.Nonce, parts.Ciphertext, parts.Tag, payload, parts.Header);
        return payload;
    }

    /// <summary>Where what stands in the encoded bytes.</summary>
    private readonly ref struct Parts(Span<byte> encoded)
    {
        private readonly Span<byte> _encoded = encoded;

        public Span<byte> Header => _encoded[..(1 + _encoded[0])];

        public Span<byte> Nonce => _encoded.Slice(1 + _encoded[0], NonceLength);

        public Span<byte> Ciphertext => _encoded[(1 + _encoded[0] + NonceLength)..^TagLength];

        public Span<byte> Tag => _encoded[^TagLength..];
    }
}
