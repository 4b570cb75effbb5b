using Redflow.Dashboard.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class WaitTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Page_says_when_a_delayed_run_is_due()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.Client.EmitWorkflowAsync(Shop.Reminder, Payload.From(new Shop.Order(1, "Ada", 1)), new() { Delay = TimeSpan.FromHours(3.5) }).Bounded();
        await window.GoAsync($"/runs/{run.Id}");

        await Expect(window.Page.Locator(".why")).ToContainTextAsync("It is due at");
        await Expect(window.Page.Locator(".why time")).ToHaveTextAsync("in 3 h");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_says_what_a_run_misses_that_nobody_can_run()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.Client.EmitWorkflowAsync("not-there-yet", Payload.Null, new() { AllowUnregistered = true }).Bounded();
        await window.GoAsync($"/runs/{run.Id}");

        await Expect(window.Page.Locator(".why")).ToContainTextAsync("No worker has registered workflow 'not-there-yet'");
        await run.CancelAsync("seen").Bounded();
        await Expect(window.Page.Locator(".why")).ToContainTextAsync("Cancellation was asked for. seen");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_says_what_holds_the_slots_of_a_limit()
    {
        await using var window = await fixture.OpenAsync();
        var first = await fixture.Client.EmitWorkflowAsync(Shop.Locked, Payload.From("north")).Bounded();
        await Wait.UntilAsync(async () => (await first.GetStateAsync()).Status == Redflow.Runs.RunStatus.Running, "it runs");
        var second = await fixture.Client.EmitWorkflowAsync(Shop.Locked, Payload.From("south")).Bounded();
        await window.GoAsync($"/runs/{second.Id}");

        await Expect(window.Page.Locator(".why")).ToContainTextAsync("Its workflow's limit is reached: 1 of 1 slots are held.");
        await window.Page.Locator($".why a[href='runs/{first.Id}']").ClickAsync();
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("running");
        await second.CancelAsync("seen").Bounded();
        await first.CancelAsync("seen").Bounded();
        window.AssertQuiet();
    }
}
