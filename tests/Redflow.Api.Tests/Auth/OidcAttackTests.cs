using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>Answers, codes and cookies that were stolen, changed or made up.</summary>
[Collection(ApiSuite.Name)]
public sealed class OidcAttackTests(ApiFixture fixture) : OidcSignIn(fixture)
{
    [Fact]
    public async Task Answer_with_another_state_or_none_signs_nobody_in()
    {
        var back = Issuer.Approve(await BeginAsync()).ToString();
        var state = QueryHelpers.ParseQuery(new Uri(back).Query)["state"].ToString();

        foreach (var wrong in new[] { back.Replace(state, state[..^4] + "AAAA", StringComparison.Ordinal), back.Split("&state=")[0], back.Replace(state, "x", StringComparison.Ordinal) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await Browser.GoAsync(wrong)).StatusCode);
        }

        AssertNobody();
    }

    [Fact]
    public async Task Answer_that_another_browser_was_given_signs_nobody_in()
    {
        using var attacker = new Browser(Api);
        var back = Issuer.Approve((await attacker.GoAsync(Oidc.BeginPath)).Headers.Location!);
        await BeginAsync();

        var answer = await Browser.GoAsync(back.ToString());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertNobody();
    }

    [Fact]
    public async Task Code_is_good_for_one_sign_in()
    {
        var back = Issuer.Approve(await BeginAsync()).ToString();
        await Browser.GoAsync(back);
        await Browser.SendAsync("/signout", await Browser.TokenAsync("/settings"));

        var again = await Browser.GoAsync(back);
        var (code, other) = (QueryHelpers.ParseQuery(new Uri(back).Query)["code"].ToString(), Issuer.Approve(await BeginAsync()).ToString());
        var smuggled = await Browser.GoAsync(other.Replace(QueryHelpers.ParseQuery(new Uri(other).Query)["code"].ToString(), code, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, smuggled.StatusCode);
        AssertNobody();
    }

    [Fact]
    public async Task Code_that_was_given_to_another_sign_in_is_refused_by_the_verifier()
    {
        using var attacker = new Browser(Api);
        var stolen = Issuer.Approve(await BeginAsync());
        var own = Issuer.Approve((await attacker.GoAsync(Oidc.BeginPath)).Headers.Location!);
        var injected = own.ToString().Replace(CodeOf(own), CodeOf(stolen), StringComparison.Ordinal);

        var answer = await attacker.GoAsync(injected);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(attacker.SessionCookie);
    }

    [Fact]
    public async Task Cookie_that_was_changed_or_made_up_is_nobodys()
    {
        await SignInAsync("/");
        var cookie = Browser.SessionCookie!;

        foreach (var wrong in new[] { cookie[..^6] + "AAAAAA", "i", "k", "x", $"k{cookie[1..]}", "i" + Convert.ToBase64String(new byte[200]) })
        {
            using var browser = new Browser(Api);
            browser.Cookies.Add(Api.Http.BaseAddress!, new Cookie(Browser.Session, Uri.EscapeDataString(wrong)));

            Assert.Equal(HttpStatusCode.Redirect, (await browser.GoAsync("/runs")).StatusCode);
        }
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

    private static string CodeOf(Uri back) => QueryHelpers.ParseQuery(back.Query)["code"].ToString();
}
