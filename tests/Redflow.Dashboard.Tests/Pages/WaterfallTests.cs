using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class WaterfallTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Children_are_unfolded_under_the_step_that_made_them()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.SucceedAsync(Shop.Fulfilment, new Shop.Order(77, "Grace", 30));
        await window.GoAsync($"/runs/{run}");
        var rows = window.Page.Locator(".waterfall li");
        await Expect(rows.Filter(new() { HasText = "pick items" })).ToHaveCountAsync(0);

        await rows.And(window.Page.Locator(".child.level-2")).First.Locator(".turn").ClickAsync();
        await Expect(rows.Filter(new() { HasText = "pick items" })).ToHaveCountAsync(1);
        await rows.And(window.Page.Locator(".child.level-4")).Locator(".turn").ClickAsync();
        await Expect(window.Page.Locator(".waterfall .attempt.level-5")).ToHaveCountAsync(2);
        await Expect(rows.Filter(new() { HasText = "choose carrier" }).Locator(".bar-succeeded")).ToHaveCountAsync(1);
        await rows.Filter(new() { HasText = "choose carrier" }).Locator("a").ClickAsync();
        await Expect(window.Page.Locator(".selected")).ToContainTextAsync("north parcel");
        await Expect(window.Page.Locator(".selected")).ToContainTextAsync(Shop.Label);
        await window.AssertFitsAsync();
        await rows.And(window.Page.Locator(".child.level-2")).First.Locator(".turn").ClickAsync();

        await Expect(rows.Filter(new() { HasText = "pick items" })).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".selected")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Child_that_was_unfolded_stays_so_while_the_page_is_live()
    {
        await using var window = await fixture.OpenAsync();
        var parent = await fixture.Client.EmitWorkflowAsync(Shop.Approvals, Payload.From(new Shop.Order(78, "Alan", 30))).Bounded();
        await Wait.UntilAsync(async () => (await fixture.Client.ListRunsAsync(new() { Parent = parent.Id })).Runs is [{ Status: RunStatus.Waiting }], "the child waits");
        var child = (await fixture.Client.ListRunsAsync(new() { Parent = parent.Id })).Runs.Single();
        await window.GoAsync($"/runs/{parent.Id}?open={child.Id}");
        await Expect(window.Page.Locator(".waterfall li").Filter(new() { HasText = "find payment" })).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".why")).ToContainTextAsync($"child {child.Id} in step 'ask'");

        await fixture.Client.SignalRunAsync(child.Id, "approve-refund", "yes").Bounded();

        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("succeeded");
        await Expect(window.Page.Locator(".waterfall li").Filter(new() { HasText = "find payment" })).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".turn")).ToHaveAttributeAsync("aria-expanded", "true");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Row_under_the_pointer_shows_what_is_known_of_it()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");
        var row = window.Page.Locator(".waterfall li").Filter(new() { HasText = "charge card" });
        await Expect(row.Locator(".peek")).ToBeHiddenAsync();

        await row.Locator("a").HoverAsync();

        await Expect(row.Locator(".peek")).ToBeVisibleAsync();
        await Expect(row.Locator(".peek")).ToContainTextAsync("ran for");
        await Expect(row.Locator(".peek")).ToContainTextAsync("4111-…");
        await Expect(row.Locator(".peek")).ToContainTextAsync("1 line");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Step_that_is_chosen_shows_its_input_result_error_and_log()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}?step=charge%20card");
        await Expect(window.Page.Locator(".selected .log")).ToContainTextAsync("by the second payment provider");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "send receipt" }).ClickAsync();
        await Expect(window.Page.Locator(".selected .json").First).ToContainTextAsync("customer");
        await Expect(window.Page.Locator(".selected")).ToContainTextAsync("Receipt 4218");
        await window.GoAsync($"/runs/{fixture.Failed}?step=parse%20rows");
        await Expect(window.Page.Locator(".selected .message")).ToContainTextAsync("Row 118");
        await Expect(window.Page.Locator(".selected details pre")).ToBeHiddenAsync();
        await window.Page.Locator(".selected summary").ClickAsync();
        await Expect(window.Page.Locator(".selected details pre")).ToContainTextAsync("ImportAsync");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Close" }).ClickAsync();

        await Expect(window.Page.Locator(".selected")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Timeline_is_read_and_its_children_are_unfolded_without_a_script()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.SucceedAsync(Shop.Fulfilment, new Shop.Order(79, "Grace", 30));
        await window.Page.RouteAsync("**/*.js*", route => route.AbortAsync());
        await window.GoAsync($"/runs/{run}");

        await window.Page.Locator(".turn").First.ClickAsync();

        await Expect(window.Page.Locator(".waterfall li").Filter(new() { HasText = "pick items" })).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task Live_edge_moves_smoothly_unless_less_motion_is_asked_for()
    {
        const string Moves = "getComputedStyle(document.querySelector('.track .open')).transitionDuration";
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Running}");
        Assert.Equal("0s", await window.Page.EvaluateAsync<string>(Moves));

        await window.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });

        Assert.StartsWith("1s", await window.Page.EvaluateAsync<string>(Moves), StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Line_of_a_run_is_shown_in_one_place()
    {
        await using var window = await fixture.OpenAsync();
        var root = await fixture.SucceedAsync(Shop.Fulfilment, new Shop.Order(80, "Grace", 30));
        var parcel = (await fixture.Client.ListRunsAsync(new() { Parent = root })).Runs[0];
        var label = (await fixture.Client.ListRunsAsync(new() { Parent = parcel.Id })).Runs.Single();
        await window.GoAsync($"/runs/{label.Id}");

        await Expect(window.Page.Locator(".line li")).ToHaveCountAsync(3);
        await Expect(window.Page.Locator(".line li").Last).ToContainTextAsync("this run, made by step print label");
        await window.Page.Locator(".line a").First.ClickAsync();

        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Fulfilment);
        await Expect(window.Page.Locator("section[aria-labelledby=children] tbody tr")).ToHaveCountAsync(2);
        window.AssertQuiet();
    }
}
