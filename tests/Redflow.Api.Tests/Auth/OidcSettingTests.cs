using System.Net;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>Settings of the sign-in that can not be, and an issuer that is not there.</summary>
[Collection(ApiSuite.Name)]
public sealed class OidcSettingTests(ApiFixture fixture)
{
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
}
