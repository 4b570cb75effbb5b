using System.Net;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>The role that a claim of the issuer gives, and how long a session keeps it.</summary>
[Collection(ApiSuite.Name)]
public sealed class OidcRoleTests(ApiFixture fixture) : OidcSignIn(fixture)
{
    [Fact]
    public async Task Who_has_no_role_is_told_so_and_is_not_signed_in()
    {
        Issuer.Roles = "employee";

        var answer = await SignInAsync("/runs");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("gives you no role here: nothing in &#x27;roles&#x27;", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNobody();
    }

    [Fact]
    public async Task Roles_are_those_of_the_claim_and_the_values_that_are_configured()
    {
        await using var api = await StartAsync("--Redflow:Api:Oidc:RoleClaim=groups", "--Redflow:Api:Oidc:Admins:0=platform", "--Redflow:Api:Oidc:NameClaim=email");
        using var browser = new Browser(api);
        Issuer.Change = token => (token.Claims["groups"], token.Claims["email"]) = (new[] { "staff", "platform" }, "alice@example.com");

        await browser.GoAsync(Issuer.Approve((await browser.GoAsync(Oidc.BeginPath)).Headers.Location!).ToString());

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

    private async Task<HttpStatusCode> StatusAsync(ApiServer api)
    {
        using var browser = Browser.At(api);
        return (await browser.GoAsync("/runs")).StatusCode;
    }
}
