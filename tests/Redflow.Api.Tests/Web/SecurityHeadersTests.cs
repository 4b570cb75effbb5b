using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Web;

[Collection(ApiSuite.Name)]
public sealed class SecurityHeadersTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("/api/v1/stats")]
    [InlineData("/nothing")]
    [InlineData("/health")]
    [InlineData("/api/v1/runs?limit=0")]
    public async Task Every_answer_is_for_its_reader_alone(string path)
    {
        var response = await fixture.Http.AskAsync(path);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Refusals_and_failures_have_them_too()
    {
        var key = TestKey.Of(ApiRole.Reader);
        var app = ApiServer.Build(fixture.Redis, "headers", key.Args);
        app.MapGet("/broken", IResult () => throw new InvalidOperationException());
        await using var api = await ApiServer.StartAsync(app);

        var unauthorized = await api.Http.AskAsync("/broken");
        var broken = await api.Http.AskAsync("/broken", key);

        await unauthorized.ProblemAsync("unauthorized");
        await broken.ProblemAsync("internal-error");
        Assert.All([unauthorized, broken], response => Assert.True(response.Headers.Contains("X-Content-Type-Options") && response.Headers.CacheControl!.NoStore));
    }

    [Theory]
    [InlineData("https", "api.example.com", "Production", true)]
    [InlineData("https", "api.example.com", "Development", false)]
    [InlineData("https", "localhost", "Production", false)]
    [InlineData("http", "api.example.com", "Production", false)]
    public async Task Https_is_insisted_on_where_the_answer_goes_over_it_and_not_on_a_developers_machine(string scheme, string host, string environment, bool isInsistedOn)
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartAnotherAsync(
            [.. key.Args, $"--environment={environment}", "--ForwardedHeaders_Enabled=true"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Api-Key", key.Text);

        var response = await api.Http.SendAsync(request).Bounded();

        Assert.Equal(isInsistedOn, response.Headers.Contains("Strict-Transport-Security"));
    }
}
