using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Overview;

[Collection(DashboardSuite.Name)]
public sealed class OverviewTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Averages_by_minute_are_drawn_and_told()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");
        var charts = window.Page.Locator("section[aria-labelledby=latency] svg");

        await Expect(charts).ToHaveCountAsync(2);
        await Expect(charts.First).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Wait for a start, since due: .+ on average in the last 60 minutes"));
        await Expect(charts.First.Locator("rect.queued").First).ToBeAttachedAsync();
        await Expect(charts.Last.Locator("rect.running").First).ToBeAttachedAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Server_is_shown_with_what_the_doctor_says_of_it()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");
        var card = window.Page.Locator("section[aria-labelledby=redis]");

        await Expect(card.Locator("h2")).ToHaveTextAsync("Garnet");
        foreach (var fact in new[] { "Version", "Memory", "Clients", "Append-only file" })
        {
            await Expect(card).ToContainTextAsync(fact);
        }

        await Expect(card.Locator(".finding")).ToContainTextAsync("look yourself");
        window.AssertQuiet();
    }
}
