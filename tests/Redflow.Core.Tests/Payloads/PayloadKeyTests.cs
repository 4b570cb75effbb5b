using System.Security.Cryptography;
using Redflow.Payloads;
using Xunit;

namespace Redflow.Core.Tests.Payloads;

public sealed class PayloadKeyTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void A_key_of_aes_is_taken_as_bytes_and_as_base64(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(bytes, new PayloadKey("k", bytes).Bytes.ToArray());
        Assert.Equal(bytes, PayloadKey.FromBase64("k", Convert.ToBase64String(bytes)).Bytes.ToArray());
        Assert.Equal("k", new PayloadKey("k", bytes).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c2VjcmV0!")]
    [InlineData("c2VjcmV0")]
    public void Anything_else_is_refused_and_never_quoted(string? base64)
    {
        var exception = Assert.Throws<ArgumentException>(() => PayloadKey.FromBase64("2026-03", base64));

        Assert.Contains("2026-03", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_a_name_and_tells_one_key()
    {
        var key = new PayloadKey("k", new byte[32]);

        Assert.Throws<ArgumentException>(() => new PayloadKey("no spaces", new byte[32]));
        Assert.Contains("'k'", Assert.Throws<ArgumentException>(() => new AesGcmCodec(key, key)).Message, StringComparison.Ordinal);
    }
}
