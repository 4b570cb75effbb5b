using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Dashboard.Tests.Pages;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Accessibility;

/// <summary>What axe-core has to say of the pages, in both themes, in a wide window and on a phone: nothing serious.</summary>
[Collection(DashboardSuite.Name)]
public sealed class AccessibilityTests(DashboardFixture fixture, Axe axe) : IClassFixture<Axe>
{
    [SkippableFact]
    public async Task No_page_keeps_anybody_out()
    {
        Skip.If(axe.SkipReason is not null, axe.SkipReason);
        await using var window = await fixture.OpenAsync();
        var findings = new List<string>();

        foreach (var (name, path, shows) in new PageTests(fixture).All)
        {
            await window.GoAsync(path);
            await Expect(window.Page.Locator("main")).ToContainTextAsync(shows);
            findings.AddRange(await FindAsync(window, name));
        }

        Assert.Empty(findings);
    }

    [SkippableFact]
    public async Task Nor_does_the_form_to_sign_in_or_a_question()
    {
        Skip.If(axe.SkipReason is not null, axe.SkipReason);
        await using var issuer = await TokenIssuer.StartAsync();
        await using var api = await fixture.StartApiAsync(["--environment=Production", .. TestKey.Of(ApiRole.Reader).Args, .. issuer.SignInArgs]);
        await using var stranger = await fixture.OpenAsync(api);
        await using var window = await fixture.OpenAsync();
        var findings = new List<string>();

        await stranger.GoAsync("/signin");
        findings.AddRange(await FindAsync(stranger, "sign-in"));
        await stranger.Page.GetByLabel("API key").FillAsync("wrong");
        await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not known");
        findings.AddRange(await FindAsync(stranger, "sign-in with a mistake"));
        await window.GoAsync($"/runs/{fixture.Waiting}");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        findings.AddRange(await FindAsync(window, "question"));
        await window.GoAsync("/runs/nothing");
        findings.AddRange(await FindAsync(window, "no such run"));
        await window.GoAsync("/runs?q=colour:red");
        findings.AddRange(await FindAsync(window, "mistake in a search"));

        Assert.Empty(findings);
    }

    [SkippableFact]
    public async Task What_keeps_somebody_out_is_found()
    {
        Skip.If(axe.SkipReason is not null, axe.SkipReason);
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("about:blank");

        await window.Page.SetContentAsync("<html lang='en'><title>Broken</title><main><input><p style='color: #bbb; background: #fff'>pale</p></main></html>").Bounded();

        Assert.Equal(["color-contrast", "label"], (await axe.FindAsync(window.Page)).Select(finding => finding.Split(' ')[0]).Order());
    }

    private async Task<IEnumerable<string>> FindAsync(Window window, string name)
    {
        var findings = new List<string>();
        foreach (var look in Look.All)
        {
            await window.WearAsync(look);
            findings.AddRange((await axe.FindAsync(window.Page)).Select(finding => $"{name}, {look}: {finding}"));
        }

        return findings;
    }
}
