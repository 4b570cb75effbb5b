using System.Diagnostics;
using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class LongRunTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Run_of_two_thousand_steps_is_shown_within_a_second_and_in_parts()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.SucceedAsync(Shop.Shelves, 2_000);

        await AssertSoonAsync(window, $"/runs/{run}");
        await Expect(window.Page.GetByLabel("Steps of the timeline")).ToContainTextAsync("Steps 1,901 to 2,000 of 2,000");
        await Expect(window.Page.Locator(".waterfall .step")).ToHaveCountAsync(100);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Earlier" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Steps of the timeline")).ToContainTextAsync("Steps 1,801 to 1,900 of 2,000");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "First", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "shelf 42", Exact = false }).First.ClickAsync();
        await Expect(window.Page.Locator(".selected")).ToContainTextAsync("294");
        await window.GoAsync($"/runs/{run}?step=shelf%20700");
        await Expect(window.Page.Locator(".waterfall [aria-current]")).ToContainTextAsync("shelf 700");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All 2,000" }).ClickAsync();

        await Expect(window.Page.Locator(".waterfall .step")).ToHaveCountAsync(2_000);
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Run_of_a_thousand_children_is_shown_within_a_second_and_leads_to_all_of_them()
    {
        await using var window = await fixture.OpenAsync(width: 360);
        var run = await fixture.SucceedAsync(Shop.Campaign, 1_000);

        await AssertSoonAsync(window, $"/runs/{run}");
        await Expect(window.Page.Locator("section[aria-labelledby=children]")).ToContainTextAsync("the newest 20 of more than 500");
        await Expect(window.Page.Locator(".waterfall .child")).ToHaveCountAsync(100);
        await window.AssertFitsAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All of them" }).ClickAsync();

        await Expect(window.Page.Locator("#q")).ToHaveValueAsync($"parent:{run}");
        window.AssertQuiet();
    }

    private static Task<TimeSpan> AssertSoonAsync(Window window, string path) => Soon.AssertAsync(async () =>
    {
        var started = Stopwatch.GetTimestamp();
        await window.GoAsync(path);
        return Stopwatch.GetElapsedTime(started);
    });
}
