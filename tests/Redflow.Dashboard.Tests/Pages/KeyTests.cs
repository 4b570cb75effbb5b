using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class KeyTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Run_is_canceled_from_the_overview_by_keys_alone()
    {
        await using var window = await fixture.OpenAsync();
        var run = await DelayedAsync();
        await window.GoAsync("/");

        await PressAsync(window, "Control+k");
        await window.Page.Keyboard.TypeAsync(run.Id.ToString());
        await PressAsync(window, "Enter");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("scheduled");
        await PressAsync(window, "c");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Cancel this run?");
        await PressAsync(window, "Tab", "Enter");

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run is canceled.");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        Assert.Equal(RunStatus.Canceled, (await run.GetStateAsync()).Status);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Rows_are_gone_through_and_the_one_with_the_focus_is_canceled()
    {
        await using var window = await fixture.OpenAsync();
        var tag = $"row={Guid.NewGuid():N}";
        var (older, newer) = (await DelayedAsync(tag), await DelayedAsync(tag));
        await window.GoAsync($"/runs?q=tag:{tag}");

        await PressAsync(window, "j");
        await Expect(window.Page.Locator(":focus")).ToHaveTextAsync(newer.Id.ToString());
        await PressAsync(window, "j", "j");
        await Expect(window.Page.Locator(":focus")).ToHaveTextAsync(older.Id.ToString());
        await PressAsync(window, "k", "j", "c");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Cancel this run?");
        await Expect(window.Page).ToHaveURLAsync(new Regex($"/runs/{older.Id}$"));
        await PressAsync(window, "Tab", "Enter");

        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        Assert.Equal(RunStatus.Scheduled, (await newer.GetStateAsync()).Status);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Row_is_opened_and_its_run_repeated()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs?q=status:failed%20workflow:{Shop.Import}");

        await PressAsync(window, "j");
        await PressAsync(window, "Enter");
        await Expect(window.Page.Locator("header.run")).ToContainTextAsync(Shop.Import);
        await PressAsync(window, "r");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Retry this run?");
        await PressAsync(window, "Escape");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await window.GoAsync($"/runs/{fixture.Succeeded}");
        await PressAsync(window, "r");

        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Run this again?");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Query_bar_is_gone_to_from_every_page()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");

        await PressAsync(window, "/");

        await Expect(window.Page).ToHaveURLAsync(new Regex("/runs#q$"));
        await Expect(window.Page.Locator("#q")).ToBeFocusedAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Keys_are_not_heard_while_somebody_types_or_is_asked_something()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs");

        await PressAsync(window, "/");
        await window.Page.Keyboard.TypeAsync("jkrc?/");
        await Expect(window.Page.Locator("#q")).ToHaveValueAsync("jkrc?/");
        await Expect(window.Page.Locator("#keys")).ToBeHiddenAsync();
        await window.GoAsync($"/runs/{fixture.Waiting}");
        await PressAsync(window, "r");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Run this again?");
        await PressAsync(window, "c", "?");

        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(1);
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Run this again?");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Help_shows_every_key_and_keys_of_one_character_can_be_turned_off()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/workers");

        await PressAsync(window, "?");
        foreach (var (_, does) in Keyboard.All)
        {
            await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(does);
        }

        await PageTests.PictureAsync(window.Page, ["artifacts", "pictures"], "dashboard-keys-light.png");
        await window.Page.GetByLabel("Hear keys of one character").UncheckAsync();
        await PressAsync(window, "Escape");
        await window.GoAsync("/runs");
        await PressAsync(window, "/");
        await Expect(window.Page.Locator("#q")).Not.ToBeFocusedAsync();
        await PressAsync(window, "Control+k");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Keys" }).ClickAsync();

        await Expect(window.Page.Locator("#keys")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task What_can_not_be_done_is_said()
    {
        var reader = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartApiAsync(reader);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(reader);
        await window.GoAsync($"/runs?q=id:{fixture.Waiting}");

        await PressAsync(window, "j", "c");

        await Expect(window.Page).ToHaveURLAsync(new Regex($"/runs/{fixture.Waiting}$"));
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("There is nothing to cancel here");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public void Every_key_is_documented()
    {
        var document = Repository.Read("docs", "how-to", "dashboard.md");

        Assert.All(Keyboard.All, key => Assert.Contains($"| `{key.Keys}` | {key.Does} |", document, StringComparison.Ordinal));
    }

    private static async Task PressAsync(Window window, params string[] keys)
    {
        foreach (var key in keys)
        {
            await window.Page.Keyboard.PressAsync(key);
        }
    }

    private Task<RunHandle<string>> DelayedAsync(params string[] tags) => fixture.Client.EmitWorkflowAsync<Shop.Order, string>(
        Shop.Reminder, new(1, "Ada", 1), new() { Delay = TimeSpan.FromDays(1), Tags = tags }).Bounded();
}
