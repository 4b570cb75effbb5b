using System.Buffers.Binary;
using System.IO.Compression;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Payloads;

namespace Redflow.Fuzz.Tests.Parsers;

/// <summary>Stored payloads. A line: the bytes, a unit each.</summary>
public sealed class CodecTests
{
    private static readonly PayloadKey Key = new("key", new byte[32]);
    private static readonly PayloadCodecChain Zipped = new([new GZipCodec(0), new AesGcmCodec(Key)]);
    private static readonly PayloadCodecChain Packed = new([new BrotliCodec(0)]);
    private static readonly PayloadCodecChain Plain = new([]);

    [Fact]
    public Task Stored_bytes_are_decoded_or_refused_as_unreadable() => new ShotStorm("payloads", 2_000).BreakAsync(
        random => new(Stored(random)), Decode);

    [Fact]
    public Task Payload_comes_back_as_it_was() => new ShotStorm("json", 400).BreakAsync(random => new(HostileJson.Text(random)), shot =>
    {
        var payload = HostileJson.Bytes(shot[0]);
        Assert.All([Zipped, Packed, Plain], chain => Assert.Equal(payload, chain.Decode(chain.Encode(payload))));
    });

    private static void Decode(Shot shot)
    {
        var stored = HostileJson.Bytes(shot[0]);
        foreach (var chain in new[] { Zipped, Packed, Plain })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var decoded = 0;
            try
            {
                decoded = chain.Decode(stored).Length;
            }
            catch (PayloadUnreadableException exception)
            {
                Assert.NotEmpty(exception.Message);
            }

            // What bytes claim to be must not cost what it would if they were.
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 1_000_000 + (20L * stored.Length) + (4L * decoded), $"{stored.Length} bytes took {allocated} to decode.");
        }
    }

    private static string Stored(Random random)
    {
        var payload = random.Next(4) == 0 ? new byte[random.Next(100_000)] : HostileJson.Bytes(HostileJson.Text(random));
        var stored = random.Next(6) switch
        {
            0 => Plain.Encode([0xFF, .. payload]),
            1 => Bomb(random),
            2 => [0xFF, (byte)random.Next(5), .. payload],
            3 => Packed.Encode(payload),
            _ => Zipped.Encode(payload),
        };
        for (var i = random.Next(4); i > 0 && stored.Length > 0; i--)
        {
            stored = Damaged(random, stored);
        }

        return Text(stored);
    }

    private static byte[] Damaged(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(3))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes, .. bytes[at..]];
            default:
                bytes = [.. bytes];
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }

    /// <summary>A few bytes that claim to be many, one in the other.</summary>
    private static byte[] Bomb(Random random)
    {
        byte[] body = [.. "null"u8];
        for (var depth = random.Next(1, 20); depth > 0; depth--)
        {
            using var packed = new MemoryStream();
            packed.Write([0xFF, (byte)(random.Next(2) + 1), 0, 0, 0, 0]);
            using (Stream packer = packed.GetBuffer()[1] == 1 ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                packer.Write(body);
            }

            var frame = packed.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(2), random.Next(3) switch { 0 => 256 * 1024 * 1024, 1 => random.Next(), _ => body.Length });
            body = frame;
        }

        return body;
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
