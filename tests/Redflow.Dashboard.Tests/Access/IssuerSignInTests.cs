using Microsoft.Playwright;
using Redflow.Api.Tests.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Access;

/// <summary>Sign-in at an OpenID Connect provider, which to the browser is another site.</summary>
[Collection(DashboardSuite.Name)]
public sealed class IssuerSignInTests(DashboardFixture fixture) : IAsyncLifetime
{
    private TokenIssuer _issuer = null!;
    private ApiServer? _api;

    private string RunPath => $"/runs/{fixture.Waiting}";

    public async Task InitializeAsync() => _issuer = await TokenIssuer.StartAsync();

    public async Task DisposeAsync()
    {
        await (_api?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _issuer.DisposeAsync();
    }

    [SkippableFact]
    public async Task Browser_goes_to_the_issuer_and_comes_back_to_where_it_wanted_to_be()
    {
        await using var window = await OpenAsync();

        await SignInAsync(window);

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{RunPath}$"));
        await Expect(window.Page.Locator(".who")).ToContainTextAsync("Alice Liddell");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true })).ToHaveCountAsync(1);
        var cookie = (await window.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "redflow-session");
        Assert.True(cookie is { HttpOnly: true, SameSite: SameSiteAttribute.Strict });
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Who_has_signed_in_follows_a_link_of_another_site_without_doing_so_again()
    {
        await using var window = await OpenAsync();
        await SignInAsync(window);
        await window.GoAsync(_issuer.Authority + "/authorize?redirect_uri=" + Uri.EscapeDataString(new Uri(_api!.Http.BaseAddress!, "/workers").ToString()) + "&state=x");

        await window.Page.GetByText("Yes, I am Alice").ClickAsync();

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Workers");
        await Expect(window.Page.Locator(".who")).ToContainTextAsync("Alice Liddell");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Stranger_who_follows_a_link_of_another_site_is_shown_the_form()
    {
        await using var window = await OpenAsync();
        await window.GoAsync(_issuer.Authority + "/authorize?redirect_uri=" + Uri.EscapeDataString(new Uri(_api!.Http.BaseAddress!, "/workers").ToString()) + "&state=x");

        await window.Page.GetByText("Yes, I am Alice").ClickAsync();

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example Accounts" })).ToHaveCountAsync(1);
        await Expect(window.Page.GetByLabel("API key")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Role_of_the_issuer_is_what_is_offered()
    {
        _issuer.Roles = "reader";
        await using var window = await OpenAsync();

        await SignInAsync(window);

        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Refund);
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true })).ToHaveCountAsync(0);
        await window.GoAsync("/settings");
        await Expect(window.Page.Locator("section[aria-labelledby=you]")).ToContainTextAsync("reader");
        await Expect(window.Page.Locator("section[aria-labelledby=you]")).ToContainTextAsync("You may not change anything");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Who_has_no_role_or_says_no_is_told_so()
    {
        _issuer.Roles = "employee";
        await using var window = await OpenAsync();

        await SignInAsync(window);
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Example Accounts knows you, but gives you no role here");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example Accounts" }).ClickAsync();
        await window.Page.GetByText("No", new() { Exact = true }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody was signed in");
        Assert.DoesNotContain(await window.Page.Context.CookiesAsync(), cookie => cookie.Name == "redflow-session");
    }

    [SkippableFact]
    public async Task Who_signs_out_has_to_sign_in_again()
    {
        await using var window = await OpenAsync();
        await SignInAsync(window);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");

        await window.GoAsync("/runs");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        window.AssertQuiet();
    }

    private async Task<Window> OpenAsync()
    {
        _api = await fixture.StartApiAsync(["--environment=Production", .. _issuer.SignInArgs]);
        return await fixture.OpenAsync(_api);
    }

    private async Task SignInAsync(Window window)
    {
        await window.GoAsync(RunPath);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example Accounts" }).ClickAsync();
        await window.Page.GetByText("Yes, I am Alice").ClickAsync();
        await Expect(window.Page.Locator("header.bar")).ToHaveCountAsync(1);
    }
}
