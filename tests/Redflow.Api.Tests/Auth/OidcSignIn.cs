using System.Net;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>An OpenID Connect provider, an API that lets browsers sign in there, and a browser that does: for each test its own.</summary>
public abstract class OidcSignIn(ApiFixture fixture) : IAsyncLifetime
{
    private protected ApiFixture Fixture => fixture;

    private protected TokenIssuer Issuer { get; private set; } = null!;

    private protected ApiServer Api { get; private set; } = null!;

    private protected Browser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        Api = await StartAsync();
        Browser = Browser.Open(Api);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Api.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private protected Task<ApiServer> StartAsync(params string[] args) => fixture.StartAnotherAsync(["--environment=Production", .. Issuer.SignInArgs, .. args]);

    private protected async Task<Uri> BeginAsync(string to = "/")
    {
        var answer = await Browser.GoAsync($"{Oidc.BeginPath}?to={Uri.EscapeDataString(to)}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private protected async Task<HttpResponseMessage> SignInAsync(string to) => await Browser.GoAsync(Issuer.Approve(await BeginAsync(to)).ToString());

    private protected void AssertNobody() => Assert.Null(Browser.SessionCookie);
}
