using System.Buffers.Binary;
using System.IO.Compression;

namespace Redflow.Payloads;

/// <summary>Compresses payloads from a size on, where that makes them smaller. Reading what it wrote needs no configuration.</summary>
/// <remarks>What it writes: the original length (4 bytes, little-endian), then the compressed bytes.</remarks>
public abstract class CompressionCodec : IPayloadCodec
{
    /// <summary>From which size on payloads are compressed by default: 1 KiB.</summary>
    public const int DefaultThreshold = 1024;

    /// <summary>What compressed bytes may grow to: they can claim anything. Above the largest payload, for what codecs add.</summary>
    internal const int MaxDecodedBytes = 2 * RedflowPayloadOptions.LargestMaxBytes;

    private const int HeaderLength = sizeof(int);

    /// <summary>What is read at once, whatever it is compressed to.</summary>
    private const int FirstRead = 64 * 1024;

    /// <summary>How many times smaller JSON mostly becomes, at most.</summary>
    private const long MostlyWithin = 16;

    private readonly int _threshold;

    private protected CompressionCodec(int threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        _threshold = threshold;
    }

    /// <inheritdoc/>
    public abstract byte Id { get; }

    /// <inheritdoc/>
    public byte[]? Encode(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length < _threshold)
        {
            return null;
        }

        using var body = new MemoryStream(payload.Length / 2);
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        body.Write(header);
        using (var compressor = Compress(body))
        {
            compressor.Write(payload.Span);
        }

        // The chain puts two bytes in front.
        return body.Length + 2 < payload.Length ? body.ToArray() : null;
    }

    /// <inheritdoc/>
    public byte[] Decode(ReadOnlyMemory<byte> encoded)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(encoded.Span);
        if (length is < 0 or > MaxDecodedBytes)
        {
            throw new InvalidDataException($"It claims to be {length} bytes.");
        }

        using var decompressor = Decompress(new MemoryStream(encoded[HeaderLength..].ToArray()));
        var payload = Read(decompressor, length, Math.Max(FirstRead, MostlyWithin * encoded.Length));
        return decompressor.ReadByte() < 0 ? payload : throw new InvalidDataException($"It is more than the {length} bytes that it claims to be.");
    }

    /// <summary>Takes memory as it is filled: a few bytes can claim to be many.</summary>
    private static byte[] Read(Stream decompressor, int length, long first)
    {
        var payload = new byte[Math.Min(length, first)];
        decompressor.ReadExactly(payload);
        while (payload.Length < length)
        {
            var read = payload.Length;
            Array.Resize(ref payload, (int)Math.Min(length, 2L * read));
            decompressor.ReadExactly(payload.AsSpan(read));
        }

        return payload;
    }

    private protected abstract Stream Compress(Stream output);

    private protected abstract Stream Decompress(Stream input);

    /// <summary>As strong as is still fast: payloads are compressed while somebody waits for them.</summary>
    private protected const CompressionLevel Level = CompressionLevel.Optimal;
}
