using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class SignalTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Signal_that_a_run_waits_for_is_sent_from_why_it_waits()
    {
        await using var window = await fixture.OpenAsync();
        var run = await WaitingAsync();
        await window.GoAsync($"/runs/{run}");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Send signal 'approve-refund'" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Signal")).ToHaveValueAsync("approve-refund");
        await window.Page.GetByLabel("What it carries").FillAsync("\"yes, by Ada\"");
        await SendAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run has the signal");
        await fixture.Client.WaitForRunAsync(run, Wait.Limit).Bounded();
        Assert.Equal("\"yes, by Ada\"", (await fixture.Client.GetRunAsync(run)).Output.ToString());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task What_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Waiting}/signal");
        await Expect(window.Page.GetByLabel("Signal")).ToHaveValueAsync("approve-refund");

        await window.Page.GetByLabel("Signal").FillAsync("approve-all");
        await window.Page.GetByLabel("What it carries").FillAsync("yes");
        await SendAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not JSON at line 1, place 1");
        await Expect(window.Page.GetByLabel("What it carries")).ToHaveValueAsync("yes");
        await Expect(window.Page.GetByLabel("Signal")).ToHaveValueAsync("approve-all");
        Assert.Equal(RunStatus.Waiting, (await fixture.Client.GetRunAsync(fixture.Waiting)).Status);
    }

    [SkippableFact]
    public async Task Run_that_has_ended_meanwhile_takes_none_and_the_page_says_so()
    {
        await using var window = await fixture.OpenAsync();
        var run = await WaitingAsync();
        await window.GoAsync($"/runs/{run}/signal");
        await fixture.Client.CancelRunAsync(run, "no longer wanted").Bounded();

        await SendAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run has ended. No signal was stored.");
        window.AssertQuiet();
    }

    private async Task<RunId> WaitingAsync()
    {
        var run = await fixture.Client.EmitWorkflowAsync(Shop.Refund, Payload.From(new Shop.Order(4_300, "Alan", 40))).Bounded();
        await Wait.UntilAsync(async () => (await run.GetStateAsync()).Status == RunStatus.Waiting, "the refund waits");
        return run.Id;
    }

    private static Task SendAsync(Window window) => window.Page.GetByRole(AriaRole.Button, new() { Name = "Send the signal" }).ClickAsync();
}
