using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>Sign-in at an OpenID Connect provider, by who does it as it is meant.</summary>
[Collection(ApiSuite.Name)]
public sealed class OidcTests(ApiFixture fixture) : OidcSignIn(fixture)
{
    [Fact]
    public async Task Browser_is_sent_to_the_issuer_with_all_that_makes_the_answer_its_own()
    {
        var asked = await BeginAsync();

        var query = QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal($"{Issuer.Authority}/authorize", asked.GetLeftPart(UriPartial.Path));
        Assert.Equal(("code", "S256", "openid profile"), (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["scope"].ToString()));
        Assert.Equal(new Uri(Api.Http.BaseAddress!, "/signin/callback").ToString(), query["redirect_uri"]);
        Assert.All(["state", "nonce", "code_challenge"], name => Assert.True(query[name].ToString().Length >= 32, name));
        Assert.DoesNotContain(TokenIssuer.ClientSecret, asked.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_goes_on_to_the_page_and_has_the_role_of_their_claim()
    {
        var answer = await SignInAsync("/runs?q=status%3Afailed");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("content=\"0;url=/runs?q=status%3Afailed\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        var page = await TextAsync("/settings");
        Assert.Contains("Alice Liddell", page, StringComparison.Ordinal);
        Assert.Contains("oidc:alice", page, StringComparison.Ordinal);
        Assert.Contains("Example Accounts", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Browser.GoAsync("/api/v1/stats")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Browser.GoAsync("/api/v1/audit")).StatusCode);
    }

    [Fact]
    public async Task Cookie_is_for_the_api_alone_and_says_nothing_to_others()
    {
        var answer = await SignInAsync("/");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith($"{Browser.Session}=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alice", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//elsewhere.example.com")]
    [InlineData("/\\elsewhere.example.com")]
    [InlineData("https://elsewhere.example.com/")]
    [InlineData("/\n/elsewhere.example.com")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_to_another_site(string to)
    {
        var answer = await SignInAsync(to);

        Assert.Contains("content=\"0;url=/\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_no_at_the_issuer_is_back_at_the_form()
    {
        var state = QueryHelpers.ParseQuery((await BeginAsync()).Query)["state"];

        var answer = await Browser.GoAsync(QueryHelpers.AddQueryString(Oidc.CallbackPath, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = state }));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Nobody was signed in", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNobody();
    }

    [Fact]
    public async Task Form_and_link_are_there_where_they_lead_somewhere()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var both = await StartAsync(key.Args);
        await using var keys = await Fixture.StartAnotherAsync(["--environment=Production", .. key.Args]);

        Assert.Equal((true, false), await OffersAsync(Api));
        Assert.Equal((true, true), await OffersAsync(both));
        Assert.Equal((false, true), await OffersAsync(keys));
        using var browser = new Browser(keys);
        Assert.Equal("/signin", (await browser.GoAsync(Oidc.BeginPath)).Headers.Location?.ToString());
        Assert.Equal("/signin", (await browser.GoAsync(Oidc.CallbackPath)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Tokens_in_headers_are_taken_where_they_are_configured_and_not_for_the_sign_in()
    {
        await using var both = await StartAsync(Issuer.Args);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        request.Headers.Authorization = again.Headers.Authorization = new("Bearer", Issuer.Sign("reader"));

        Assert.Equal(HttpStatusCode.OK, (await both.Http.SendAsync(request)).StatusCode);
        await (await Api.Http.SendAsync(again)).ProblemAsync("unauthorized");
        using var browser = new Browser(both);
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync(Issuer.Approve((await browser.GoAsync(Oidc.BeginPath)).Headers.Location!).ToString())).StatusCode);
        Assert.NotNull(browser.SessionCookie);
    }

    private static async Task<(bool Issuer, bool Key)> OffersAsync(ApiServer api)
    {
        using var browser = new Browser(api);
        var page = await (await browser.GoAsync("/signin")).Content.ReadAsStringAsync();
        return (page.Contains("Sign in with Example Accounts", StringComparison.Ordinal), page.Contains("API key</label>", StringComparison.Ordinal));
    }

    private async Task<string> TextAsync(string path) => await (await Browser.GoAsync(path)).Content.ReadAsStringAsync();
}
