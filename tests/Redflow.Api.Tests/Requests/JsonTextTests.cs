using System.Text;
using Redflow.Api.Requests;

namespace Redflow.Api.Tests.Requests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("null")]
    [InlineData(" {\"a\": [1, 2.5e10, \"é\", \"\\u00e9\", \"\\ud83d\\ude00\", true]} \n")]
    [InlineData("1e999")]
    public void Json_is_let_in(string json)
    {
        JsonText.Parse(Encoding.UTF8.GetBytes(json));
    }

    [Theory]
    [InlineData(" ", 1, 2)]
    [InlineData("{", 1, 2)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("{\n  \"a\": tru\n}", 2, 11)]
    [InlineData("{'a':1}", 1, 2)]
    [InlineData("1 2", 1, 3)]
    [InlineData("NaN", 1, 1)]
    [InlineData("// no\n1", 1, 1)]
    [InlineData("{\"a\":\n \"\\ud800\"}", 2, 2)]
    [InlineData("{\"\\udc00\": 1}", 1, 2)]
    public void What_is_not_json_is_refused_with_its_place(string json, long line, long position)
    {
        var problem = Assert.Throws<ProblemException>(() => JsonText.Parse(Encoding.UTF8.GetBytes(json))).Problem;

        Assert.Equal(Problems.MalformedJson.Uri, problem.Type);
        Assert.Equal((line, position), (problem.Extensions["line"], problem.Extensions["position"]));
        Assert.DoesNotContain("LineNumber", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused()
    {
        Assert.Throws<ProblemException>(() => JsonText.Parse(new[] { (byte)'"', (byte)0xFF, (byte)'"' }));
    }

    [Fact]
    public void Nesting_is_let_in_to_64_levels()
    {
        JsonText.Parse(Encoding.UTF8.GetBytes(Nested(64)));

        Assert.Throws<ProblemException>(() => JsonText.Parse(Encoding.UTF8.GetBytes(Nested(65))));
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
