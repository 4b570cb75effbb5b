namespace Redflow.Payloads;

/// <summary>
/// Encodes payloads by the codecs in their order, and decodes them by what they say of themselves: an encoded payload is the byte 0xFF,
/// which no UTF-8 text has, then the codec's id, then what the codec wrote, which is the next codec's payload in turn. What no codec has
/// touched is stored as it is.
/// </summary>
internal sealed class PayloadCodecChain
{
    private const byte Mark = 0xFF;

    /// <summary>Stands before a payload that begins with the mark by itself: bytes that aren't JSON come back as they were, too.</summary>
    private const byte PlainId = 0;

    /// <summary>How often a payload is decoded at most: what is planted in the store must not keep a process busy for ever.</summary>
    public const int MaxDepth = 16;

    private readonly IPayloadCodec[] _codecs;
    private readonly Dictionary<byte, IPayloadCodec> _decoders;

    /// <exception cref="ArgumentException">The codecs don't go together.</exception>
    public PayloadCodecChain(IEnumerable<IPayloadCodec> codecs)
    {
        _codecs = [.. codecs];
        if (MistakeIn(_codecs) is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(codecs));
        }

        _decoders = new IPayloadCodec[] { new GZipCodec(), new BrotliCodec(), AesGcmCodec.DecryptOnly() }.ToDictionary(codec => codec.Id);
        foreach (var codec in _codecs)
        {
            _decoders[codec.Id] = codec;
        }
    }

    /// <summary>Says why codecs don't go together; null when they do.</summary>
    public static string? MistakeIn(IReadOnlyList<IPayloadCodec> codecs)
    {
        var ids = codecs.Select(codec => codec.Id).ToArray();
        if (ids.Distinct().Count() < ids.Length)
        {
            return $"Codecs: two have the same id ({string.Join(", ", ids)}). An id tells one codec.";
        }

        var foreign = codecs.FirstOrDefault(codec => codec.Id < IPayloadCodec.FirstOwnId && codec.GetType().Assembly != typeof(IPayloadCodec).Assembly);
        if (foreign is not null)
        {
            return $"Codecs: {foreign.GetType().Name} has the id {foreign.Id}. Those below {IPayloadCodec.FirstOwnId} are Redflow's.";
        }

        return codecs.SkipWhile(codec => codec is not AesGcmCodec).Any(codec => codec is CompressionCodec)
            ? "Codecs: compression stands behind encryption, where nothing gets smaller. Put it before."
            : null;
    }

    /// <returns>The payload itself where no codec has anything to do.</returns>
    public byte[] Encode(byte[] payload)
    {
        var encoded = IsEncoded(payload) ? Frame(PlainId, payload) : payload;
        foreach (var codec in _codecs)
        {
            encoded = codec.Encode(encoded) is { } body ? Frame(codec.Id, body) : encoded;
        }

        return encoded;
    }

    /// <returns>The payload itself where it is not encoded.</returns>
    /// <exception cref="PayloadUnreadableException">It can't be decoded here.</exception>
    public byte[] Decode(byte[] payload) => IsEncoded(payload) ? DecodeFrames(payload) : payload;

    /// <inheritdoc cref="Decode(byte[])"/>
    public ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> payload) => IsEncoded(payload.Span) ? DecodeFrames(payload) : payload;

    public static bool IsEncoded(ReadOnlySpan<byte> payload) => payload.Length > 0 && payload[0] == Mark;

    private byte[] DecodeFrames(ReadOnlyMemory<byte> frame)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            if (frame.Length < 2)
            {
                throw new PayloadCorruptException("it ends before it begins");
            }

            var (id, body) = (frame.Span[1], frame[2..]);
            if (id == PlainId)
            {
                return body.ToArray();
            }

            var decoded = DecodeBody(id, body);
            if (!IsEncoded(decoded))
            {
                return decoded;
            }

            frame = decoded;
        }

        throw new PayloadCorruptException($"it is encoded more than {MaxDepth} times");
    }

    private byte[] DecodeBody(byte id, ReadOnlyMemory<byte> body)
    {
        if (!_decoders.TryGetValue(id, out var codec))
        {
            throw new PayloadUnreadableException(
                $"A stored payload was encoded by the codec with id {id}, which this process does not have. Add it to {nameof(RedflowPayloadOptions.Codecs)}.");
        }

        try
        {
            return codec.Decode(body);
        }
        catch (Exception exception) when (exception is not PayloadUnreadableException)
        {
            // The boundary to the codecs, the user's among them: whatever they throw, the bytes are not what they wrote.
            throw new PayloadCorruptException($"{codec.GetType().Name} refused it", exception);
        }
    }

    private static byte[] Frame(byte id, ReadOnlySpan<byte> body) => [Mark, id, .. body];
}
