using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Failed;

[Collection(PagesSuite.Name)]
public sealed class FailedTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Failures_are_grouped_and_lead_to_their_runs_and_their_newest_one()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/failed");
        var group = window.Page.Locator(".failures > li").Filter(new() { HasText = "Row 118" }).First;

        await Expect(group.Locator("p.sub")).ToContainTextAsync($"System.FormatException in step parse rows of {Shop.Import}");
        await Expect(group.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Retry…", "Delete…"]);
        var run = await group.Locator("a.id").InnerTextAsync();
        await group.Locator("h2 a").ClickAsync();

        await Expect(window.Page.Locator($"tr[data-key='{run}'] .pill")).ToHaveTextAsync("failed");
        await window.GoAsync($"/failed?workflow={Shop.Checkout}");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Nothing has failed");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Failures_are_found_by_the_beginning_of_their_fingerprint()
    {
        await using var window = await fixture.OpenAsync();
        var fingerprint = (await fixture.Client.GetRunAsync(fixture.Failed).Bounded()).Fingerprint!;

        await window.GoAsync($"/runs?q={Uri.EscapeDataString($"error:#{fingerprint[..10]}")}");
        await Expect(window.Page.Locator($"tr[data-key='{fixture.Failed}']")).ToHaveCountAsync(1);
        await window.GoAsync($"/runs?q={Uri.EscapeDataString($"error:#{new string(fingerprint[0] == '0' ? '1' : '0', 10)}")}");

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No failure is kept");
        window.AssertQuiet();
    }
}
