using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;

namespace Redflow.Api.Tests.Auth;

/// <summary>Sessions, at several replicas over one Redis and by who has none.</summary>
[Collection(ApiSuite.Name)]
public sealed class SessionTests(ApiFixture fixture)
{
    private readonly TestKey _key = TestKey.Of(ApiRole.Operator);

    [Fact]
    public async Task Who_signs_in_at_one_replica_acts_at_another_with_its_forms()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        using var atFirst = new Browser(first);
        var id = await fixture.Http.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "?delay=1h");

        await SignInAsync(atFirst);
        var token = await atFirst.TokenAsync($"/runs/{id}");
        using var atSecond = atFirst.At(second);
        var answer = await atSecond.SendAsync($"/runs/{id}/cancel", token);

        Assert.Equal((HttpStatusCode.SeeOther, $"/runs/{id}?did=canceled"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Session_and_the_form_that_is_open_hold_through_a_restart()
    {
        var before = await StartAsync();
        using var browser = new Browser(before);
        await SignInAsync(browser);
        var token = await browser.TokenAsync("/settings");
        await before.StopAsync();
        await before.DisposeAsync();

        await using var after = await StartAsync();
        using var again = browser.At(after);

        Assert.Equal(HttpStatusCode.OK, (await again.GoAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.SendAsync("/settings/theme", token, ("theme", "dark"))).StatusCode);
    }

    [Fact]
    public async Task Sign_in_at_the_issuer_may_end_at_another_replica_than_it_began()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var first = await StartAsync(issuer.SignInArgs);
        await using var second = await StartAsync(issuer.SignInArgs);
        using var atFirst = new Browser(first);
        var back = issuer.Approve((await atFirst.GoAsync(Oidc.BeginPath)).Headers.Location!);

        using var atSecond = atFirst.At(second);
        var answer = await atSecond.GoAsync(back.PathAndQuery);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var atFirstAgain = atSecond.At(first);
        Assert.Equal(HttpStatusCode.OK, (await atFirstAgain.GoAsync("/runs")).StatusCode);
    }

    [Fact]
    public async Task Replicas_that_start_together_make_one_key()
    {
        var prefix = $"test-{Guid.NewGuid():N}";

        var replicas = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ApiServer.StartAsync(fixture.Redis, prefix, _key.Args)))).Bounded();
        using var browser = new Browser(replicas[0]);
        await SignInAsync(browser);

        foreach (var replica in replicas)
        {
            using var there = browser.At(replica);
            Assert.Equal(HttpStatusCode.OK, (await there.GoAsync("/runs")).StatusCode);
        }

        Assert.Single(await replicas[0].Services.GetRequiredService<IRedflowStore>().ListSessionKeysAsync());
        await Task.WhenAll(replicas.Select(replica => replica.DisposeAsync().AsTask()));
    }

    [Fact]
    public void Key_that_comes_too_late_is_left_out_and_a_revocation_is_not()
    {
        var store = new MemoryStore(TimeProvider.System);
        var (one, other) = (new SessionKeys(store), new SessionKeys(store));
        Assert.Empty(one.GetAllElements());
        Assert.Empty(other.GetAllElements());

        one.StoreElement(XElement.Parse("<key id=\"1\"/>"), "key-1");
        other.StoreElement(XElement.Parse("<key id=\"2\"/>"), "key-2");
        other.StoreElement(XElement.Parse("<revocation version=\"1\"/>"), "revocation");

        Assert.Equal(["<key id=\"1\" />", "<revocation version=\"1\" />"], one.GetAllElements().Select(element => element.ToString()));
    }

    [Fact]
    public async Task Session_that_is_over_asks_to_sign_in_again()
    {
        await using var api = await StartAsync();
        using var browser = new Browser(api);
        await SignInAsync(browser);
        var protector = api.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Redflow.Api.Sessions").ToTimeLimitedDataProtector();
        var content = protector.Unprotect(browser.SessionCookie![1..], out var until);

        Assert.InRange(until - DateTimeOffset.UtcNow, TimeSpan.FromHours(11), TimeSpan.FromHours(12));
        Assert.DoesNotContain(_key.Text, content, StringComparison.Ordinal);
        using var late = new Browser(api);
        late.Cookies.Add(api.Http.BaseAddress!, new Cookie(Browser.Session, "k" + protector.Protect(content, DateTimeOffset.UtcNow.AddSeconds(-1))));
        Assert.Equal(HttpStatusCode.Redirect, (await late.GoAsync("/runs")).StatusCode);
    }

    [Fact]
    public async Task Form_of_another_site_signs_nobody_out()
    {
        await using var api = await StartAsync();
        using var browser = new Browser(api);
        await SignInAsync(browser);

        using var without = await new Browser(api).SendAsync("/signout", "made-up");
        using var unknown = await browser.SendAsync("/signout", "made-up");

        Assert.Equal(HttpStatusCode.SeeOther, without.StatusCode);
        Assert.False(without.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GoAsync("/runs")).StatusCode);
    }

    [Theory]
    [InlineData("/é")]
    [InlineData("/runs with blanks")]
    [InlineData("//elsewhere.example.com")]
    public async Task Form_leads_to_no_place_that_is_none_of_the_apis(string to)
    {
        await using var api = await StartAsync();
        using var browser = new Browser(api);

        var answer = await browser.SendAsync("/signin", await browser.TokenAsync("/signin"), ("key", _key.Text), ("to", to));

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Form_that_is_larger_than_a_form_is_not_read()
    {
        await using var api = await StartAsync();
        using var browser = new Browser(api);

        var answer = await browser.SendAsync("/signin", await browser.TokenAsync("/signin"), ("key", new string('x', 100_000)));

        await answer.ProblemAsync("payload-too-large");
    }

    [Fact]
    public async Task Over_https_the_cookie_is_of_this_host_alone()
    {
        await using var api = await StartAsync("--ForwardedHeaders_Enabled=true");
        using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = api.Http.BaseAddress, Timeout = Wait.Limit };
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await http.GetAsync(new Uri("/signin", UriKind.Relative));
        var antiforgery = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        http.DefaultRequestHeaders.Add("Cookie", antiforgery.Split(';')[0]);
        var token = (await page.Content.ReadAsStringAsync()).Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("key", _key.Text)]);

        using var answer = await http.PostAsync(new Uri("/signin", UriKind.Relative), form);

        var session = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-redflow-session=", session, StringComparison.Ordinal);
        Assert.All(new[] { "; path=/;", "; secure", "; httponly", "; samesite=strict" }, flag => Assert.Contains(flag, session, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("; secure", antiforgery, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task While_redis_was_never_there_pages_say_that_it_does_not_answer()
    {
        await using var api = await ApiServer.StartAsync(ApiApplication.Build(
            ["--urls=http://127.0.0.1:0", "--environment=Production", "--ConnectionStrings:redis=127.0.0.1:1,abortConnect=false", .. _key.Args]));

        await (await api.Http.AskAsync("/signin")).ProblemAsync("store-unavailable");
    }

    private Task<ApiServer> StartAsync(params string[] args) => fixture.StartAnotherAsync(["--environment=Production", .. _key.Args, .. args]);

    private async Task SignInAsync(Browser browser)
    {
        var answer = await browser.SendAsync("/signin", await browser.TokenAsync("/signin"), ("key", _key.Text), ("to", "/"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.NotNull(browser.SessionCookie);
    }
}
