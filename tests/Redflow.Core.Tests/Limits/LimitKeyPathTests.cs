using System.Text;
using Redflow.Limits;
using Redflow.Payloads;
using Xunit;

namespace Redflow.Core.Tests.Limits;

public sealed class LimitKeyPathTests
{
    [Theory]
    [InlineData("tenant", """{"tenant":"acme"}""", "acme")]
    [InlineData("customer.id", """{"customer":{"id":"c-1"}}""", "c-1")]
    [InlineData("a.b.c", """{"a":{"b":{"c":"deep"}}}""", "deep")]
    [InlineData("Customer.ID", """{"customer":{"iD":"c-1"}}""", "c-1")]
    [InlineData("n", """{"n":42}""", "42")]
    [InlineData("n", """{"n":1.50}""", "1.50")]
    [InlineData("b", """{"b":true}""", "true")]
    [InlineData("b", """{"b":false}""", "false")]
    [InlineData("x", """{"x":null}""", null)]
    [InlineData("x", """{"x":""}""", null)]
    [InlineData("x", """{"y":1}""", null)]
    [InlineData("x.y", """{"x":"text"}""", null)]
    [InlineData("x.y", """{"x":[1]}""", null)]
    [InlineData("x", "[1]", null)]
    [InlineData("x", "null", null)]
    public void A_key_is_read_by_its_path_in_any_case(string path, string input, string? key) =>
        Assert.Equal(key, LimitKeyPath.Read("work", path, Encoding.UTF8.GetBytes(input)));

    [Theory]
    [InlineData("""{"x":{"y":1}}""")]
    [InlineData("""{"x":[1]}""")]
    [InlineData("""{"x":"line\nfeed"}""")]
    [InlineData("""{"x":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"x":"k"}""")]
    public void What_is_no_key_is_refused(string input)
    {
        var refused = Assert.Throws<InputValidationException>(() => LimitKeyPath.Read("work", "x", Encoding.UTF8.GetBytes(input)));

        Assert.Contains("x", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_read_however_deep_the_input_is()
    {
        var deep = $$"""{"x":"k","y":{{new string('[', 100)}}{{new string(']', 100)}}}""";

        Assert.Equal("k", LimitKeyPath.Read("work", "x", Encoding.UTF8.GetBytes(deep)));
    }

    [Fact]
    public void A_key_has_256_characters_at_most()
    {
        var longest = new string('k', LimitKeyPath.MaxKeyLength);

        Assert.Equal(256, LimitKeyPath.MaxKeyLength);
        Assert.Equal(longest, LimitKeyPath.Read("work", "x", Encoding.UTF8.GetBytes($$"""{"x":"{{longest}}"}""")));
        Assert.Throws<InputValidationException>(() => LimitKeyPath.Read("work", "x", Encoding.UTF8.GetBytes($$"""{"x":"{{longest}}k"}""")));
    }
}
