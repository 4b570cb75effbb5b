using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Settings;

[Collection(DashboardSuite.Name)]
public sealed class SettingsTests(DashboardFixture fixture)
{
    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);
    private readonly TestKey _admin = TestKey.Of(ApiRole.Admin);

    [SkippableFact]
    public async Task Admin_sees_who_they_are_what_is_hidden_from_others_and_which_keys_there_are()
    {
        await using var api = await StartAsync();
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_admin);

        await window.GoAsync("/settings");

        var you = window.Page.Locator("section[aria-labelledby=you]");
        await Expect(you).ToContainTextAsync("admin");
        await Expect(you).ToContainTextAsync("an API key");
        await Expect(you.Locator("time")).ToContainTextAsync("in 11 h");
        await Expect(window.Page.Locator("section[aria-labelledby=hidden]")).ToContainTextAsync("$.input.card");
        await Expect(window.Page.Locator("section[aria-labelledby=keys] tbody tr")).ToHaveTextAsync(["the-adminadmin", "the-readerreader"]);
        await Expect(window.Page.Locator("section[aria-labelledby=system]")).ToContainTextAsync("Partitions");
        var page = await window.Page.ContentAsync();
        Assert.All([_admin.Hash, _reader.Hash, _admin.Text, _reader.Text], secret => Assert.DoesNotContain(secret, page, StringComparison.OrdinalIgnoreCase));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_sees_neither_keys_nor_paths_and_is_told_that_something_is_hidden()
    {
        await using var api = await StartAsync();
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);

        await window.GoAsync("/settings");

        await Expect(window.Page.Locator("section[aria-labelledby=you]")).ToContainTextAsync("[redacted]");
        await Expect(window.Page.Locator("section[aria-labelledby=keys], section[aria-labelledby=hidden]")).ToHaveCountAsync(0);
        Assert.DoesNotContain("$.input.card", await window.Page.ContentAsync(), StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_chooses_how_pages_look_without_a_script()
    {
        await using var api = await StartAsync();
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);
        await window.GoAsync("/settings");
        await window.Page.RouteAsync("**/*.js*", route => route.AbortAsync());

        await ChooseAsync(window.Page, "dark");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(window.Page.GetByLabel("dark", new() { Exact = true })).ToBeCheckedAsync();
        await ChooseAsync(window.Page, "as the system is");

        await Expect(window.Page.Locator("html")).Not.ToHaveAttributeAsync("data-theme", new System.Text.RegularExpressions.Regex("."));
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("look so from now on");
        await using var admin = await fixture.OpenAsync(api);
        await admin.SignInAsync(_admin);
        var audit = await admin.Page.EvaluateAsync<string>("fetch('/api/v1/audit').then(answer => answer.text())");
        Assert.DoesNotContain("/settings/theme", audit, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Choice_of_a_theme_takes_the_form_of_a_page()
    {
        await using var window = await fixture.OpenAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("theme", "dark")]);

        using var refused = await fixture.Api.Http.PostAsync(new Uri("/settings/theme", UriKind.Relative), form);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [SkippableFact]
    public async Task Where_nobody_is_asked_who_they_are_it_says_so()
    {
        await using var window = await fixture.OpenAsync();

        await window.GoAsync("/settings");

        await Expect(window.Page.Locator("section[aria-labelledby=you]")).ToContainTextAsync("Nobody has to say who they are here");
        await Expect(window.Page.Locator("section[aria-labelledby=keys]")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    private static async Task ChooseAsync(IPage page, string theme)
    {
        await page.GetByLabel(theme, new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use it" }).ClickAsync();
    }

    private Task<ApiServer> StartAsync() =>
        fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.input.card", .. _reader.Args, .. _admin.Args]);
}
