using System.IO.Compression;

namespace Redflow.Payloads;

/// <summary>Compresses payloads by gzip.</summary>
/// <param name="threshold">From how many bytes on.</param>
public sealed class GZipCodec(int threshold = CompressionCodec.DefaultThreshold) : CompressionCodec(threshold)
{
    /// <inheritdoc/>
    public override byte Id => 1;

    private protected override Stream Compress(Stream output) => new GZipStream(output, Level, leaveOpen: true);

    private protected override Stream Decompress(Stream input) => new GZipStream(input, CompressionMode.Decompress);
}
