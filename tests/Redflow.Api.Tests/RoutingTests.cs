using System.Net;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests;

[Collection(ApiSuite.Name)]
public sealed class RoutingTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_is_told(string path)
    {
        var response = await _http.AskAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/runs")]
    [InlineData("/api/v1/runs/a/b/c")]
    [InlineData("/api/v1/workflows//runs")]
    public async Task Path_without_anything_is_404(string path)
    {
        await (await _http.AskAsync(path)).ProblemAsync("not-found");
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/runs", "GET")]
    [InlineData("PUT", "/api/v1/workflows/greet/runs", "POST")]
    [InlineData("GET", "/api/v1/runs/0123456789abcdefghjkm00/cancel", "POST")]
    public async Task Method_that_a_path_does_not_take_is_405_and_names_the_one_it_takes(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));

        using var response = await _http.SendAsync(request);

        await response.ProblemAsync("method-not-allowed");
        Assert.Equal(allowed, Assert.Single(response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("/nothing", "not-found")]
    [InlineData("/api/v1/runs?limit=0", "invalid-parameter")]
    public async Task Problem_is_json_whatever_the_client_accepts(string path, string slug)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");

        using var response = await _http.SendAsync(request);

        await response.ProblemAsync(slug);
    }
}
