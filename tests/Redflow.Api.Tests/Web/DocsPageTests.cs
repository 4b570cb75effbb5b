using System.Net;
using System.Text.RegularExpressions;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Web;

[Collection(ApiSuite.Name)]
public sealed partial class DocsPageTests(ApiFixture fixture)
{
    [Fact]
    public async Task Page_and_all_that_it_loads_come_from_the_api()
    {
        var page = await fixture.Http.AskAsync("/docs/index.html");

        var html = await page.Content.ReadAsStringAsync();
        var assets = Asset().Matches(html).Select(match => match.Groups["path"].Value).ToArray();
        Assert.True(assets.Length >= 4, html);
        Assert.DoesNotContain("//", Comment().Replace(html, ""), StringComparison.Ordinal);
        foreach (var asset in assets)
        {
            var response = await fixture.Http.AskAsync($"/docs/{asset}");

            Assert.True(response.StatusCode == HttpStatusCode.OK, asset);
            AssertOnlySelf(response);
        }
    }

    [Fact]
    public async Task Page_shows_the_document_and_asks_nobody_whether_it_is_valid()
    {
        var script = await (await fixture.Http.AskAsync("/docs/index.js")).Content.ReadAsStringAsync();

        Assert.Contains("/openapi/v1.json", script, StringComparison.Ordinal);
        Assert.Contains("validatorUrl = null", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/swagger-ui-bundle.js")]
    [InlineData("/openapi/v1.json")]
    public async Task Page_and_document_take_credentials_as_everything_does(string path)
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartAnotherAsync([.. key.Args, "--environment=Production"]);

        var without = await api.Http.AskAsync(path);
        api.Http.DefaultRequestHeaders.Add("X-Api-Key", key.Text);
        var with = await api.Http.AskAsync(path);

        await without.ProblemAsync("unauthorized");
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    private static void AssertOnlySelf(HttpResponseMessage response)
    {
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [GeneratedRegex("(src|href)=\"(?<path>[^\"]+)\"")]
    private static partial Regex Asset();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
