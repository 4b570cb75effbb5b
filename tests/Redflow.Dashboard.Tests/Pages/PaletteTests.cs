using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class PaletteTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Run_is_gone_to_by_the_beginning_of_its_id()
    {
        await using var window = await OpenAsync("/", fixture.Failed.ToString()[..15]);

        await Expect(Options(window)).ToHaveCountAsync(1);
        await Expect(Options(window)).ToContainTextAsync(fixture.Failed.ToString());
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Regex($"/runs/{fixture.Failed}$"));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Who_is_faster_than_the_answer_gets_what_comes_first_in_it()
    {
        await using var window = await OpenAsync("/workers", "");

        await window.Page.Keyboard.InsertTextAsync(fixture.Waiting.ToString());
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Regex($"/runs/{fixture.Waiting}$"));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Workflow_is_chosen_with_the_arrows_and_read_out()
    {
        await using var window = await OpenAsync("/", "send-re");
        await Expect(Options(window)).ToHaveCountAsync(2);

        await window.Page.Keyboard.PressAsync("ArrowDown");
        var chosen = window.Page.Locator("#palette [aria-selected=true]");
        await Expect(chosen).ToContainTextAsync(Shop.Reminder);
        await Expect(window.Page.Locator("#palette [role=combobox]")).ToHaveAttributeAsync("aria-activedescendant", (await chosen.GetAttributeAsync("id"))!);
        await Expect(window.Page.Locator("#palette [role=status]")).ToHaveTextAsync("2 found");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator("h1")).Not.ToHaveTextAsync("Overview");
        Assert.Contains(Shop.Reminder, window.Page.Url, StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_is_gone_to_and_the_theme_is_switched()
    {
        await using var window = await OpenAsync("/", "worke");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Workers");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Go to" }).ClickAsync();
        await window.Page.Keyboard.TypeAsync("dark");
        await Options(window).ClickAsync();

        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(window.Page.Locator("#palette")).ToBeHiddenAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Confirmations_of_the_page_are_opened_by_their_names()
    {
        await using var window = await OpenAsync($"/runs/{fixture.Waiting}", "cancel");

        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Cancel this run?");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Nothing_is_said_to_be_nothing_and_escape_leads_back()
    {
        await using var window = await OpenAsync("/", "no such thing");

        await Expect(window.Page.Locator("#palette [role=status]")).ToContainTextAsync("Nothing has this name");
        await Expect(window.Page.Locator("#palette [role=combobox]")).ToHaveAttributeAsync("aria-expanded", "false");
        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(window.Page.Locator("#palette")).ToBeHiddenAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Overview");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_is_offered_no_changes()
    {
        var reader = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartApiAsync(reader);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(reader);
        await window.GoAsync($"/runs/{fixture.Waiting}");

        await window.Page.Keyboard.PressAsync("Control+k");

        await Expect(Options(window).First).ToHaveTextAsync("Overview");
        await Expect(Options(window).Filter(new() { HasText = "Audit" })).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("#palette .group").First).ToHaveTextAsync("Pages");
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Palette_fits_a_narrow_window(bool isDark)
    {
        await using var window = await fixture.OpenAsync(isDark: isDark, width: 360);
        await window.GoAsync("/runs");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Go to" }).ClickAsync();
        await window.Page.Keyboard.TypeAsync(Shop.Checkout);

        await Expect(Options(window)).ToHaveCountAsync(1);
        await window.AssertFitsAsync();
        var box = await window.Page.Locator("#palette").BoundingBoxAsync();
        await PageTests.PictureAsync(window.Page, ["artifacts", "pictures"], $"dashboard-runs-palette-{(isDark ? "dark" : "light")}.png");
        Assert.True(box is { X: >= 0 } && box.X + box.Width <= 360, $"The palette is at {box!.X} and {box.Width} wide.");
        window.AssertQuiet();
    }

    private static ILocator Options(Window window) => window.Page.Locator("#palette [role=option]");

    private async Task<Window> OpenAsync(string path, string text)
    {
        var window = await fixture.OpenAsync();
        await window.GoAsync(path);
        await window.Page.Keyboard.PressAsync("Control+k");
        await Expect(window.Page.Locator("#palette [role=combobox]")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync(text);
        return window;
    }
}
