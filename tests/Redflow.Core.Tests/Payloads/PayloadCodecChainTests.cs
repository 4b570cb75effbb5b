using System.Security.Cryptography;
using System.Text;
using Redflow.Payloads;
using Xunit;

namespace Redflow.Core.Tests.Payloads;

public sealed class PayloadCodecChainTests
{
    private static readonly PayloadKey Key = new("2026-03", RandomNumberGenerator.GetBytes(32));
    private static readonly PayloadKey OlderKey = new("2025-11", RandomNumberGenerator.GetBytes(16));

    private static readonly Dictionary<string, IPayloadCodec[]> Chains = new()
    {
        ["none"] = [],
        ["gzip"] = [new GZipCodec()],
        ["brotli"] = [new BrotliCodec(threshold: 0)],
        ["aes"] = [new AesGcmCodec(Key)],
        ["gzip+aes"] = [new GZipCodec(threshold: 0), new AesGcmCodec(Key, OlderKey)],
        ["brotli+reverse+aes"] = [new BrotliCodec(), new Reverse(), new AesGcmCodec(Key)],
    };

    public static TheoryData<string> Names => [.. Chains.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_goes_in_comes_out(string name)
    {
        var chain = new PayloadCodecChain(Chains[name]);
        var random = new Random(name.Length);

        foreach (var payload in Samples(random))
        {
            var encoded = chain.Encode(payload);

            Assert.Equal(payload, chain.Decode(encoded));
            Assert.Equal(payload, chain.Decode((ReadOnlyMemory<byte>)encoded).ToArray());
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("brotli")]
    public void Compressed_payloads_are_smaller_and_need_no_configuration_to_be_read(string name)
    {
        var json = Json(200_000);

        var encoded = new PayloadCodecChain(Chains[name]).Encode(json);

        Assert.InRange(encoded.Length, 1, json.Length / 2);
        Assert.Equal(json, new PayloadCodecChain([]).Decode(encoded));
    }

    [Fact]
    public void What_is_short_or_does_not_get_smaller_is_left_as_it_is()
    {
        var chain = new PayloadCodecChain([new GZipCodec(threshold: 1_024)]);
        var (tooShort, noise) = (Json(1_023), RandomNumberGenerator.GetBytes(10_000));
        noise[0] = (byte)'"';

        Assert.Same(tooShort, chain.Encode(tooShort));
        Assert.Same(noise, chain.Encode(noise));
        Assert.NotSame(tooShort, chain.Encode(Json(1_024)));
    }

    [Fact]
    public void Plain_json_is_left_as_it_is()
    {
        var chain = new PayloadCodecChain([]);
        var json = Json(5_000);

        Assert.Same(json, chain.Encode(json));
        Assert.Same(json, chain.Decode(json));
    }

    [Fact]
    public void An_encoded_payload_says_so_in_its_first_byte_and_names_its_codec_in_the_second()
    {
        Assert.Equal([0xFF, 1], new PayloadCodecChain([new GZipCodec()]).Encode(Json(5_000))[..2]);
        Assert.Equal([0xFF, 2], new PayloadCodecChain([new BrotliCodec()]).Encode(Json(5_000))[..2]);
        Assert.Equal([0xFF, 3], new PayloadCodecChain([new AesGcmCodec(Key)]).Encode(Json(10))[..2]);
    }

    [Fact]
    public void The_same_payload_is_encrypted_differently_each_time()
    {
        var chain = new PayloadCodecChain([new AesGcmCodec(Key)]);

        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(chain.Encode(Json(100)))).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Changed_or_cut_bytes_are_an_error_with_a_type_or_no_bytes_of_the_payload(string name)
    {
        var chain = new PayloadCodecChain(Chains[name]);
        var json = Json(3_000);
        var encoded = chain.Encode(json);

        foreach (var position in Enumerable.Range(0, Math.Min(encoded.Length, 300)))
        {
            Spoil(chain, Flipped(encoded, position));
            Spoil(chain, encoded[..position]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_few_bytes_that_claim_to_be_many_do_not_take_the_memory(byte codec)
    {
        byte[] claim = [0xFF, codec, 0, 0, 0, 0x10];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<PayloadCorruptException>(() => new PayloadCodecChain([]).Decode(claim));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void What_becomes_much_smaller_comes_back_too()
    {
        var chain = new PayloadCodecChain([new BrotliCodec()]);
        var payload = new byte[3_000_001];

        Assert.Equal(payload, chain.Decode(chain.Encode(payload)));
    }

    [Fact]
    public void Not_one_bit_of_what_was_encrypted_can_be_changed()
    {
        var chain = new PayloadCodecChain([new AesGcmCodec(Key)]);
        var encoded = chain.Encode(Json(50));

        // The first two bytes say that it is encrypted at all.
        foreach (var position in Enumerable.Range(2, encoded.Length - 2))
        {
            Assert.ThrowsAny<PayloadUnreadableException>(() => chain.Decode(Flipped(encoded, position)));
            Assert.ThrowsAny<PayloadUnreadableException>(() => chain.Decode(encoded[..position]));
        }

        Assert.Throws<PayloadCorruptException>(() => chain.Decode(Flipped(encoded, encoded.Length - 1)));
    }

    [Fact]
    public void The_id_of_the_key_is_authenticated()
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        var chain = new PayloadCodecChain([new AesGcmCodec(new("a1", bytes), new PayloadKey("a2", bytes))]);
        var encoded = chain.Encode(Json(50));
        encoded[4] = (byte)'2';

        Assert.Throws<PayloadCorruptException>(() => chain.Decode(encoded));
    }

    [Fact]
    public void After_a_rotation_the_new_key_encrypts_and_both_decrypt()
    {
        var (before, after) = (new PayloadCodecChain([new AesGcmCodec(OlderKey)]), new PayloadCodecChain([new AesGcmCodec(Key, OlderKey)]));
        var json = Json(50);

        Assert.Equal(json, after.Decode(before.Encode(json)));
        Assert.Equal(json, new PayloadCodecChain([new AesGcmCodec(Key)]).Decode(after.Encode(json)));
    }

    [Fact]
    public void A_process_can_be_given_a_key_to_read_with_alone()
    {
        var chain = new PayloadCodecChain([AesGcmCodec.DecryptOnly(Key)]);
        var json = Json(50);

        Assert.Same(json, chain.Encode(json));
        Assert.Equal(json, chain.Decode(new PayloadCodecChain([new AesGcmCodec(Key)]).Encode(json)));
    }

    [Fact]
    public void A_key_that_is_not_there_is_named_by_its_id()
    {
        var encoded = new PayloadCodecChain([new AesGcmCodec(Key)]).Encode(Json(50));

        var without = Assert.Throws<PayloadKeyUnknownException>(() => new PayloadCodecChain([]).Decode(encoded));
        var other = Assert.Throws<PayloadKeyUnknownException>(() => new PayloadCodecChain([new AesGcmCodec(OlderKey)]).Decode(encoded));

        Assert.Equal(("2026-03", "2026-03"), (without.KeyId, other.KeyId));
        Assert.Contains("Its keys: none.", without.Message, StringComparison.Ordinal);
        Assert.Contains("Its keys: 2025-11.", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_codec_that_is_not_there_is_named_by_its_id()
    {
        var encoded = new PayloadCodecChain([new Reverse()]).Encode(Json(50));

        var exception = Assert.Throws<PayloadUnreadableException>(() => new PayloadCodecChain([]).Decode(encoded));

        Assert.Contains("id 200", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codecs_that_do_not_go_together_are_refused()
    {
        Assert.Contains("same id", PayloadCodecChain.MistakeIn([new GZipCodec(), new GZipCodec()]), StringComparison.Ordinal);
        Assert.Contains("Put it before", PayloadCodecChain.MistakeIn([new AesGcmCodec(Key), new GZipCodec()]), StringComparison.Ordinal);
        Assert.Contains("Redflow's", PayloadCodecChain.MistakeIn([new Reverse(63)]), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PayloadCodecChain([new Reverse(63)]));
        Assert.All(Chains.Values, codecs => Assert.Null(PayloadCodecChain.MistakeIn(codecs)));
    }

    /// <summary>A small change may go unnoticed where nothing authenticates; nothing else than the typed error may be thrown.</summary>
    private static void Spoil(PayloadCodecChain chain, byte[] spoiled)
    {
        try
        {
            chain.Decode(spoiled);
        }
        catch (PayloadUnreadableException)
        {
            // Told.
        }
    }

    private static byte[] Flipped(byte[] bytes, int position)
    {
        byte[] flipped = [.. bytes];
        flipped[position] ^= (byte)(1 << (position % 8));
        return flipped;
    }

    /// <summary>Random bytes and JSON of sizes from 0 to 200 KB, also such that begin as an encoded payload does.</summary>
    private static IEnumerable<byte[]> Samples(Random random)
    {
        int[] sizes = [0, 1, 2, 3, 1_023, 1_024, 1_025, 200_000, .. Enumerable.Range(0, 40).Select(_ => random.Next(200_000))];
        foreach (var size in sizes)
        {
            var noise = new byte[size];
            random.NextBytes(noise);
            yield return noise;
            yield return Json(size);
            yield return [0xFF, .. noise];
            yield return [0xFF, (byte)random.Next(4), .. noise];
        }
    }

    private static byte[] Json(int size)
    {
        var json = new StringBuilder("[");
        for (var i = 0; json.Length < size - 1; i++)
        {
            json.Append(i).Append(',');
        }

        return Encoding.ASCII.GetBytes(json.ToString().PadRight(size)[..size]);
    }

    private sealed class Reverse(byte id = 200) : IPayloadCodec
    {
        public byte Id => id;

        public byte[]? Encode(ReadOnlyMemory<byte> payload) => [.. payload.ToArray().Reverse()];

        public byte[] Decode(ReadOnlyMemory<byte> encoded) => [.. encoded.ToArray().Reverse()];
    }
}
