using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>Sign-in at an OpenID Connect provider, by who does it as it is meant and by who does not.</summary>
[Collection(ApiSuite.Name)]
public sealed class OidcTests(ApiFixture fixture) : IAsyncLifetime, IDisposable
{
    private TokenIssuer _issuer = null!;
    private ApiServer _api = null!;
    private Browser _browser = null!;

    /// <summary>Tokens that do not say who somebody is.</summary>
    public static TheoryData<string> Forgeries => [.. ForgeriesByName.Keys];

    private static Dictionary<string, Action<SecurityTokenDescriptor>> ForgeriesByName { get; } = new()
    {
        ["another nonce"] = token => token.Claims["nonce"] = "another",
        ["no nonce"] = token => token.Claims.Remove("nonce"),
        ["another audience"] = token => token.Audience = "another",
        ["another issuer"] = token => token.Issuer = "https://another.example",
        ["expired"] = token => token.Expires = DateTime.UtcNow.AddMinutes(-2),
        ["without an end"] = token => token.Expires = null,
        ["not valid yet"] = token => token.NotBefore = DateTime.UtcNow.AddMinutes(2),
        ["alg none"] = token => token.SigningCredentials = null,
        ["signed by another"] = token => token.SigningCredentials = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "first" }, SecurityAlgorithms.RsaSha256),
        ["signed by the client's secret"] = token => token.SigningCredentials =
            new(new SymmetricSecurityKey(SHA256.HashData("the-secret-of-the-client"u8)) { KeyId = "first" }, SecurityAlgorithms.HmacSha256),
        ["nobody"] = token => token.Claims.Remove("sub"),
    };

    public async Task InitializeAsync()
    {
        _issuer = await TokenIssuer.StartAsync();
        _api = await StartAsync();
        _browser = Browser.Open(_api);
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Browser_is_sent_to_the_issuer_with_all_that_makes_the_answer_its_own()
    {
        var asked = await BeginAsync();

        var query = QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal($"{_issuer.Authority}/authorize", asked.GetLeftPart(UriPartial.Path));
        Assert.Equal(("code", "S256", "openid profile"), (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["scope"].ToString()));
        Assert.Equal(new Uri(_api.Http.BaseAddress!, "/signin/callback").ToString(), query["redirect_uri"]);
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
        Assert.Equal(HttpStatusCode.OK, (await _browser.GoAsync("/api/v1/stats")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.GoAsync("/api/v1/audit")).StatusCode);
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
    public async Task Who_has_no_role_is_told_so_and_is_not_signed_in()
    {
        _issuer.Roles = "employee";

        var answer = await SignInAsync("/runs");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("gives you no role here: nothing in &#x27;roles&#x27;", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNobody();
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Token_that_does_not_prove_who_somebody_is_signs_nobody_in(string forgery)
    {
        _issuer.Change = ForgeriesByName[forgery];

        var answer = await SignInAsync("/runs");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        AssertNobody();
    }

    [Fact]
    public async Task Answer_with_another_state_or_none_signs_nobody_in()
    {
        var back = _issuer.Approve(await BeginAsync()).ToString();
        var state = QueryHelpers.ParseQuery(new Uri(back).Query)["state"].ToString();

        foreach (var wrong in new[] { back.Replace(state, state[..^4] + "AAAA", StringComparison.Ordinal), back.Split("&state=")[0], back.Replace(state, "x", StringComparison.Ordinal) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await _browser.GoAsync(wrong)).StatusCode);
        }

        AssertNobody();
    }

    [Fact]
    public async Task Answer_that_another_browser_was_given_signs_nobody_in()
    {
        using var attacker = new Browser(_api);
        var back = _issuer.Approve((await attacker.GoAsync(Oidc.BeginPath)).Headers.Location!);
        await BeginAsync();

        var answer = await _browser.GoAsync(back.ToString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertNobody();
    }

    [Fact]
    public async Task Code_is_good_for_one_sign_in()
    {
        var back = _issuer.Approve(await BeginAsync()).ToString();
        await _browser.GoAsync(back);
        await _browser.SendAsync("/signout", await _browser.TokenAsync("/settings"));

        var again = await _browser.GoAsync(back);
        var (code, other) = (QueryHelpers.ParseQuery(new Uri(back).Query)["code"].ToString(), _issuer.Approve(await BeginAsync()).ToString());
        var smuggled = await _browser.GoAsync(other.Replace(QueryHelpers.ParseQuery(new Uri(other).Query)["code"].ToString(), code, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, smuggled.StatusCode);
        AssertNobody();
    }

    [Fact]
    public async Task Code_that_was_given_to_another_sign_in_is_refused_by_the_verifier()
    {
        using var attacker = new Browser(_api);
        var stolen = _issuer.Approve(await BeginAsync());
        var own = _issuer.Approve((await attacker.GoAsync(Oidc.BeginPath)).Headers.Location!);
        var injected = own.ToString().Replace(CodeOf(own), CodeOf(stolen), StringComparison.Ordinal);

        var answer = await attacker.GoAsync(injected);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(attacker.SessionCookie);
    }

    [Fact]
    public async Task Who_says_no_at_the_issuer_is_back_at_the_form()
    {
        var state = QueryHelpers.ParseQuery((await BeginAsync()).Query)["state"];

        var answer = await _browser.GoAsync(QueryHelpers.AddQueryString(Oidc.CallbackPath, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = state }));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Nobody was signed in", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNobody();
    }

    [Fact]
    public async Task Issuer_that_does_not_answer_is_said_to_be_away()
    {
        await using var api = await fixture.StartAnotherAsync(
            "--environment=Production", "--Redflow:Api:Oidc:Authority=http://127.0.0.1:1", "--Redflow:Api:Oidc:ClientId=redflow");
        using var browser = new Browser(api);

        var answer = await browser.GoAsync(Oidc.BeginPath);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("127.0.0.1 can&#x27;t be reached", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_answers_wrongly_again_and_again_is_slowed_down()
    {
        await using var api = await StartAsync("--Redflow:Api:RateLimit:FailuresPerSecond=1", "--Redflow:Api:RateLimit:FailureBurst=3");
        using var browser = new Browser(api);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.GoAsync($"{Oidc.CallbackPath}?code=x&state=y")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GoAsync($"{Oidc.CallbackPath}?code=x&state=y")).StatusCode);
    }

    [Fact]
    public async Task Roles_are_those_of_the_claim_and_the_values_that_are_configured()
    {
        await using var api = await StartAsync("--Redflow:Api:Oidc:RoleClaim=groups", "--Redflow:Api:Oidc:Admins:0=platform", "--Redflow:Api:Oidc:NameClaim=email");
        using var browser = new Browser(api);
        _issuer.Change = token => (token.Claims["groups"], token.Claims["email"]) = (new[] { "staff", "platform" }, "alice@example.com");

        await browser.GoAsync(_issuer.Approve((await browser.GoAsync(Oidc.BeginPath)).Headers.Location!).ToString());

        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync("/api/v1/audit")).StatusCode);
        Assert.Contains("oidc:alice@example.com", await (await browser.GoAsync("/settings")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ends_when_the_role_is_no_longer_given_or_the_secret_is_another()
    {
        await SignInAsync("/");
        await using var narrower = await StartAsync("--Redflow:Api:Oidc:Operators:0=oncall");
        await using var renewed = await StartAsync("--Redflow:Api:Oidc:ClientSecret=another");
        await using var same = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(same));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(narrower));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(renewed));
    }

    [Fact]
    public async Task Tokens_and_the_clients_secret_are_in_no_log_or_trace_or_answer()
    {
        using var overheard = new Overheard();
        await using var api = await StartAsync(Overheard.Args);
        overheard.Join(api);
        using var browser = new Browser(api);
        var answers = "";
        foreach (var change in ForgeriesByName.Values.Prepend(_ => { }))
        {
            _issuer.Change = change;
            var back = _issuer.Approve((await browser.GoAsync(Oidc.BeginPath)).Headers.Location!);
            answers += await (await browser.GoAsync(back.ToString())).Content.ReadAsStringAsync();
        }

        var (heard, cookie) = (overheard.Text, browser.SessionCookie!);
        Assert.Contains("/signin/callback", heard, StringComparison.Ordinal);
        Assert.All(_issuer.Given.Where(given => given.Contains('.', StringComparison.Ordinal)), token => Assert.All(token.Split('.')[1..].Where(part => part.Length > 0), part =>
        {
            Assert.DoesNotContain(part, heard, StringComparison.Ordinal);
            Assert.DoesNotContain(part, answers, StringComparison.Ordinal);
        }));
        Assert.All([TokenIssuer.ClientSecret, cookie], secret => Assert.DoesNotContain(secret, heard + answers, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cookie_that_was_changed_or_made_up_is_nobodys()
    {
        await SignInAsync("/");
        var cookie = _browser.SessionCookie!;

        foreach (var wrong in new[] { cookie[..^6] + "AAAAAA", "i", "k", "x", $"k{cookie[1..]}", "i" + Convert.ToBase64String(new byte[200]) })
        {
            using var browser = new Browser(_api);
            browser.Cookies.Add(_api.Http.BaseAddress!, new Cookie(Browser.Session, Uri.EscapeDataString(wrong)));

            Assert.Equal(HttpStatusCode.Redirect, (await browser.GoAsync("/runs")).StatusCode);
        }
    }

    [Fact]
    public async Task Form_and_link_are_there_where_they_lead_somewhere()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var both = await StartAsync(key.Args);
        await using var keys = await fixture.StartAnotherAsync(["--environment=Production", .. key.Args]);

        Assert.Equal((true, false), await OffersAsync(_api));
        Assert.Equal((true, true), await OffersAsync(both));
        Assert.Equal((false, true), await OffersAsync(keys));
        using var browser = new Browser(keys);
        Assert.Equal("/signin", (await browser.GoAsync(Oidc.BeginPath)).Headers.Location?.ToString());
        Assert.Equal("/signin", (await browser.GoAsync(Oidc.CallbackPath)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Tokens_in_headers_are_taken_where_they_are_configured_and_not_for_the_sign_in()
    {
        await using var both = await StartAsync(_issuer.Args);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        request.Headers.Authorization = again.Headers.Authorization = new("Bearer", _issuer.Sign("reader"));

        Assert.Equal(HttpStatusCode.OK, (await both.Http.SendAsync(request)).StatusCode);
        await (await _api.Http.SendAsync(again)).ProblemAsync("unauthorized");
        using var browser = new Browser(both);
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync(_issuer.Approve((await browser.GoAsync(Oidc.BeginPath)).Headers.Location!).ToString())).StatusCode);
        Assert.NotNull(browser.SessionCookie);
    }

    [Theory]
    [InlineData("Oidc:Authority=https://issuer.example", "Redflow:Api:Oidc")]
    [InlineData("Oidc:ClientId=redflow", "Redflow:Api:Oidc")]
    [InlineData("Oidc:ClientSecret=secret", "Redflow:Api:Oidc")]
    [InlineData("SessionLifetime=00:00:10", "Redflow:Api:SessionLifetime")]
    [InlineData("SessionLifetime=60.00:00:00", "Redflow:Api:SessionLifetime")]
    public async Task Setting_that_can_not_be_refuses_the_start_and_is_named(string setting, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.StartAnotherAsync($"--Redflow:Api:{setting}"));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message.Replace("ClientSecret", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://issuer.example")]
    [InlineData("issuer.example")]
    public async Task Issuer_in_clear_on_another_machine_refuses_the_start(string authority) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() =>
            fixture.StartAnotherAsync($"--Redflow:Api:Oidc:Authority={authority}", "--Redflow:Api:Oidc:ClientId=redflow"));

    private static string CodeOf(Uri back) => QueryHelpers.ParseQuery(back.Query)["code"].ToString();

    private static async Task<(bool Issuer, bool Key)> OffersAsync(ApiServer api)
    {
        using var browser = new Browser(api);
        var page = await (await browser.GoAsync("/signin")).Content.ReadAsStringAsync();
        return (page.Contains("Sign in with Example Accounts", StringComparison.Ordinal), page.Contains("API key</label>", StringComparison.Ordinal));
    }

    private Task<ApiServer> StartAsync(params string[] args) => fixture.StartAnotherAsync(["--environment=Production", .. _issuer.SignInArgs, .. args]);

    private async Task<Uri> BeginAsync(string to = "/")
    {
        var answer = await _browser.GoAsync($"{Oidc.BeginPath}?to={Uri.EscapeDataString(to)}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private async Task<HttpResponseMessage> SignInAsync(string to) => await _browser.GoAsync(_issuer.Approve(await BeginAsync(to)).ToString());

    private async Task<string> TextAsync(string path) => await (await _browser.GoAsync(path)).Content.ReadAsStringAsync();

    private async Task<HttpStatusCode> StatusAsync(ApiServer api)
    {
        using var browser = _browser.At(api);
        return (await browser.GoAsync("/runs")).StatusCode;
    }

    private void AssertNobody() => Assert.Null(_browser.SessionCookie);
}
