using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>Tokens of sign-ins: which ones prove nothing, and that none is told to anybody.</summary>
[Collection(ApiSuite.Name)]
public sealed class OidcTokenTests(ApiFixture fixture) : OidcSignIn(fixture)
{
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

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Token_that_does_not_prove_who_somebody_is_signs_nobody_in(string forgery)
    {
        Issuer.Change = ForgeriesByName[forgery];

        var answer = await SignInAsync("/runs");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        AssertNobody();
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
            Issuer.Change = change;
            var back = Issuer.Approve((await browser.GoAsync(Oidc.BeginPath)).Headers.Location!);
            answers += await (await browser.GoAsync(back.ToString())).Content.ReadAsStringAsync();
        }

        var (heard, cookie) = (overheard.Text, browser.SessionCookie!);
        Assert.Contains("/signin/callback", heard, StringComparison.Ordinal);
        Assert.All(Issuer.Given.Where(given => given.Contains('.', StringComparison.Ordinal)), token => Assert.All(token.Split('.')[1..].Where(part => part.Length > 0), part =>
        {
            Assert.DoesNotContain(part, heard, StringComparison.Ordinal);
            Assert.DoesNotContain(part, answers, StringComparison.Ordinal);
        }));
        Assert.All([TokenIssuer.ClientSecret, cookie], secret => Assert.DoesNotContain(secret, heard + answers, StringComparison.Ordinal));
    }
}
