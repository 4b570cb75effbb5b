using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class PageTests(DashboardFixture fixture)
{
    /// <summary>The name of its picture, its path, and what it has to show.</summary>
    internal IEnumerable<(string Name, string Path, string Shows)> All =>
    [
        ("overview", "/", "Outcomes by minute"),
        ("runs", "/runs", Shop.Checkout),
        ("run", $"/runs/{fixture.Succeeded}?step=charge%20card", "cooling-off"),
        ("failed-run", $"/runs/{fixture.Failed}", "Row 118"),
        ("waiting-run", $"/runs/{fixture.Waiting}", "approve-refund"),
        ("unfolded-run", fixture.Unfolded, "choose carrier"),
        ("rerun", $"/runs/{fixture.Succeeded}/rerun?step=charge%20card", "Begin at"),
        ("signal", $"/runs/{fixture.Waiting}/signal", "approve-refund"),
        ("schedules", "/schedules", DashboardFixture.Nightly),
        ("schedule", $"/schedules/{DashboardFixture.Spring}", "shifted"),
        ("schedule-doubled", $"/schedules/{DashboardFixture.Autumn}", "doubled"),
        ("schedule-backfill", $"/schedules/{DashboardFixture.Nightly}?from=2026-02-01T00:00&before=2026-03-01T00:00", "28 instants"),
        ("events", "/events", "matched nothing"),
        ("event", $"/events/{fixture.PaidEvent}", Shop.Book),
        ("unmatched-event", $"/events/{fixture.UnmatchedEvent}", "It has matched nothing so far"),
        ("emit-event", "/events/emit", "Emit an event"),
        ("workflows", "/workflows", Shop.Receive),
        ("workflow", $"/workflows/{Shop.Import}", "FormatException"),
        ("limited-workflow", $"/workflows/{Shop.Receive}", "0 of 2 slots taken"),
        ("start", $"/workflows/{Shop.Receive}/start", "supplier"),
        ("limits", $"/workflows/{Shop.Receive}/limits", "Runs at a time"),
        ("queues", "/queues", "stock-taking until Monday"),
        ("queue", "/queues/default", Shop.Checkout),
        ("workers", "/workers", "slots"),
        ("settings", "/settings", "What the doctor finds"),
        ("audit", "/audit", "night-shift"),
        ("failed", "/failed", "Row 118"),
        ("bulk-plan", "/bulk/new?do=delete&of=search&q=workflow:import-catalogue", "gone for good"),
        ("bulk-jobs", "/bulk", "campaign=autumn"),
        ("bulk-job", $"/bulk/{fixture.BulkJob}", "It has gone through all of them."),
    ];

    /// <summary>In a wide window and on a phone, and in both themes: they differ in what styles make of the same page.</summary>
    [SkippableFact]
    public async Task Every_page_shows_what_there_is_and_complains_about_nothing()
    {
        await using var window = await fixture.OpenAsync();

        foreach (var (name, path, shows) in All)
        {
            var response = await window.GoAsync(path);

            Assert.True(response.Ok, $"{response.Status} {path}");
            foreach (var look in Look.All)
            {
                await window.WearAsync(look);
                await Expect(window.Page.Locator("main")).ToContainTextAsync(shows);
                await window.AssertFitsAsync();
                await PictureAsync(window.Page, look.IsNarrow ? ["artifacts", "pictures"] : ["docs", "images"], $"dashboard-{name}-{look.Theme}.png");
            }
        }

        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Theme_that_is_switched_to_stays()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");
        var light = await BackgroundAsync(window.Page);

        await window.Page.GetByLabel("Switch between light and dark").ClickAsync();
        var dark = await BackgroundAsync(window.Page);
        await window.GoAsync("/runs");

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await BackgroundAsync(window.Page));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Overview_leads_to_the_runs_that_it_counts()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");

        await window.Page.Locator(".tile.failed a").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/runs\\?q=status:failed$"));
        await Expect(window.Page.Locator("tbody .pill").First).ToHaveTextAsync("failed");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Runs_are_found_by_what_is_asked_for()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs");

        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync($"status:succeeded workflow:{Shop.Checkout} tag:tenant=1 since:24h");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(6);
        await Expect(window.Page.Locator("#q")).ToHaveValueAsync($"status:succeeded workflow:{Shop.Checkout} tag:tenant=1 since:24h");
        await window.GoAsync("/runs?q=colour:red");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no 'colour:'");
        await window.GoAsync("/runs?q=status:running%20workflow:no-such");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("No run matches");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Step_that_is_chosen_shows_what_it_returned()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "compute tax" }).ClickAsync();

        await Expect(window.Page.Locator(".selected")).ToContainTextAsync("19");
        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("step=compute%20tax"));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Waterfall_has_a_bar_for_each_wait_attempt_and_step()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");
        var bars = window.Page.Locator(".waterfall li");

        await Expect(bars.Filter(new() { HasText = "Attempt 1" }).Locator(".bar-queued")).ToHaveCountAsync(1);
        await Expect(bars.Filter(new() { HasText = "Attempt 1" }).Locator(".bar-attempt")).ToHaveCountAsync(1);
        await Expect(bars.Filter(new() { HasText = "charge card" }).Locator(".bar-succeeded")).ToHaveCountAsync(1);
        await Expect(bars.Filter(new() { HasText = "cooling-off" }).Locator(".bar-waiting")).ToHaveCountAsync(1);
        await Expect(bars.Filter(new() { HasText = "send receipt" }).Locator(".bar-waiting")).ToHaveCountAsync(1);
        await window.GoAsync($"/runs/{fixture.Failed}");
        await Expect(window.Page.Locator(".waterfall .attempt")).ToHaveCountAsync(2);
        await Expect(bars.Filter(new() { HasText = "parse rows" }).Locator(".bar-failed")).ToHaveCountAsync(1);
        await window.GoAsync($"/runs/{fixture.Running}");
        await Expect(bars.Filter(new() { HasText = "Attempt 1" }).Locator(".bar-attempt.open")).ToHaveCountAsync(1);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Parent_and_child_lead_to_each_other()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");

        await window.Page.Locator("section[aria-labelledby=children] a.id").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Receipt);
        await window.Page.Locator("dl.facts a.id").ClickAsync();

        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Checkout);
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData("/runs/0123456789abcdefghjkm00")]
    [InlineData("/runs/nothing")]
    public async Task Run_that_is_not_there_is_said_to_be_so_on_a_page(string path)
    {
        await using var window = await fixture.OpenAsync();

        var response = await window.GoAsync(path);

        Assert.Equal(404, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no such run");
    }

    /// <summary>Writes a picture where REDFLOW_SCREENSHOTS says so: for the documents, or to be looked at.</summary>
    internal static async Task PictureAsync(IPage page, string[] folder, string name)
    {
        if (Environment.GetEnvironmentVariable("REDFLOW_SCREENSHOTS") is "1")
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine([Repository.Root, .. folder, name]), FullPage = !name.StartsWith("dashboard-runs-", StringComparison.Ordinal) }).Bounded();
        }
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
