using System.Net;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Web;

[Collection(ApiSuite.Name)]
public sealed class CrossOriginTests(ApiFixture fixture)
{
    private const string Ours = "https://ops.example.com";
    private const string Allowed = "Access-Control-Allow-Origin";

    private readonly TestKey _key = TestKey.Of(ApiRole.Reader);

    [Fact]
    public async Task No_page_of_another_origin_may_call_unless_it_is_configured()
    {
        await using var api = await fixture.StartAnotherAsync(_key.Args);

        var answer = await SendAsync(api, "GET", Ours);
        var asked = await SendAsync(api, "OPTIONS", Ours, "POST");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains(Allowed));
        Assert.False(asked.Headers.Contains(Allowed));
    }

    [Fact]
    public async Task Page_of_a_configured_origin_may_call_with_a_key_and_without_cookies()
    {
        await using var api = await fixture.StartAnotherAsync([.. _key.Args, $"--Redflow:Api:Cors:Origins:0={Ours}"]);

        var asked = await SendAsync(api, "OPTIONS", Ours, "POST");
        var answer = await SendAsync(api, "GET", Ours);
        var other = await SendAsync(api, "GET", "https://example.com");

        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal(Ours, Assert.Single(asked.Headers.GetValues(Allowed)));
        Assert.False(asked.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal(Ours, Assert.Single(answer.Headers.GetValues(Allowed)));
        Assert.False(other.Headers.Contains(Allowed));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("ops.example.com")]
    [InlineData("https://ops.example.com/board")]
    [InlineData("https://*.example.com")]
    [InlineData("ftp://ops.example.com")]
    [InlineData("https://user@ops.example.com")]
    public async Task What_is_no_origin_refuses_the_start(string origin)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.StartAnotherAsync($"--Redflow:Api:Cors:Origins:0={origin}"));

        Assert.Contains("Redflow:Api:Cors:Origins", refused.Message, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(ApiServer api, string method, string origin, string? asksFor = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri("/api/v1/stats", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        if (asksFor is null)
        {
            request.Headers.Add("X-Api-Key", _key.Text);
        }
        else
        {
            request.Headers.Add("Access-Control-Request-Method", asksFor);
        }

        return await api.Http.SendAsync(request);
    }
}
