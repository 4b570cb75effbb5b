using System.Net;
using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Bulk;

[Collection(DashboardSuite.Name)]
public sealed class BulkBarTests(DashboardFixture fixture)
{
    private const string Tag = "campaign=autumn";

    [SkippableFact]
    public async Task Runs_that_are_checked_stay_so_while_the_page_is_read_again_and_they_alone_are_canceled()
    {
        await using var annex = await Annex.StartAsync(fixture);
        await using var window = await fixture.OpenAsync(annex.Api);
        var runs = await annex.EmitAsync(4, Tag);
        await window.GoAsync($"/runs?q=tag:{Uri.EscapeDataString(Tag)}");
        await Expect(window.Page.Locator("#main")).ToHaveAttributeAsync("data-listens", "yes");
        await BoxOf(window, runs[0]).CheckAsync();
        await BoxOf(window, runs[2]).CheckAsync();

        var late = Assert.Single(await annex.EmitAsync(1, Tag));
        await Expect(window.Page.Locator($"tr[data-key='{late}']")).ToHaveCountAsync(1);
        await Expect(BoxOf(window, runs[0])).ToBeCheckedAsync();
        await Expect(window.Page.Locator("[data-chosen]")).ToHaveTextAsync("the 2 runs that are checked");
        await ButtonOf(window, "Cancel…").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Cancel 2 runs?");
        await window.Page.GetByLabel("Reason").FillAsync("ordered twice");
        await ButtonOf(window, "Cancel 2 runs").ClickAsync();
        await window.SeesAsync("h1 .pill", "succeeded");

        await Expect(window.Page.Locator("[data-count=changed]")).ToHaveTextAsync("2");
        var states = await Task.WhenAll(runs.Append(late).Select(run => annex.Client.GetRunAsync(run).Bounded()));
        Assert.Equal([true, false, true, false, false], states.Select(run => run.Status == RunStatus.Canceled));
        Assert.Equal("ordered twice", states[0].CancelReason);
        await window.GoAsync($"/runs?q=tag:{Uri.EscapeDataString(Tag)}");
        await Expect(window.Page.Locator("[data-choose]:checked")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Runs_are_checked_over_several_pages_by_the_keyboard_too()
    {
        await using var annex = await Annex.StartAsync(fixture);
        await using var window = await fixture.OpenAsync(annex.Api);
        var runs = await annex.EmitAsync(60, Tag);
        await window.GoAsync($"/runs?q=tag:{Uri.EscapeDataString(Tag)}");

        await window.Page.GetByLabel("all on this page").FocusAsync();
        await window.Page.Keyboard.PressAsync("Space");
        await Expect(window.Page.Locator("[data-chosen]")).ToHaveTextAsync("the 50 runs that are checked");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await BoxOf(window, runs[0]).FocusAsync();
        await window.Page.Keyboard.PressAsync("Space");
        await Expect(window.Page.Locator("[data-chosen]")).ToHaveTextAsync("the 51 runs that are checked, 50 not on this page");
        await ButtonOf(window, "Cancel…").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Cancel 51 runs?");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Everything_that_a_search_finds_is_taken_and_the_job_is_started_once()
    {
        await using var annex = await Annex.StartAsync(fixture);
        await using var window = await fixture.OpenAsync(annex.Api);
        var runs = await annex.EmitAsync(3, Tag);
        await window.GoAsync($"/runs?q=tag:{Uri.EscapeDataString(Tag)}");

        await window.Page.GetByLabel("everything that this search finds").CheckAsync();
        await ButtonOf(window, "Cancel…").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Cancel 3 runs?");
        var jobs = await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const form = document.querySelector('form.start');
              const send = async () => (await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })).url;
              return [await send(), await send()];
            }
            """);

        Assert.Equal(new Uri(jobs[0]).AbsolutePath, new Uri(jobs[1]).AbsolutePath);
        var job = RunId.Parse(new Uri(jobs[0]).Segments[^1], null);
        Assert.IsType<RunOutcome.Succeeded>(await annex.Client.WaitForRunAsync(job, Wait.Limit).Bounded());
        Assert.All(await Task.WhenAll(runs.Select(run => annex.Client.GetRunAsync(run).Bounded())), run => Assert.Equal("canceled on the dashboard", run.CancelReason));
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData("do=delete&of=search&q=colour:red", "There is no")]
    [InlineData("do=delete&of=search&q=tag:a%20tag:b", "stands there 2 times")]
    [InlineData("do=retry&of=search&q=status:succeeded", "Runs can be retried that are failed or canceled")]
    [InlineData("do=retry&of=chosen&q=status:failed", "No run is checked")]
    [InlineData("do=retry&q=", "No run is checked")]
    [InlineData("do=retry&of=chosen&id=nonsense", "beginning of")]
    [InlineData("do=explode&of=search&q=", "There is no such operation")]
    public async Task What_is_not_clear_is_not_offered(string query, string mistake)
    {
        DashboardFixture.SkipWithoutBrowser();

        using var response = await fixture.Api.Http.GetAsync(new Uri($"/bulk/new?{query}", UriKind.Relative));

        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(mistake, page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"once\"", page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Reader_is_offered_no_bulk_job_and_can_start_none()
    {
        var reader = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartApiAsync(reader);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(reader);

        await window.GoAsync("/runs");
        await Expect(window.Page.Locator("#bulk, [data-choose]")).ToHaveCountAsync(0);
        await window.GoAsync("/failed");
        await Expect(window.Page.Locator(".failures button")).ToHaveCountAsync(0);
        await window.GoAsync("/bulk/new?do=cancel&of=search&q=");
        await Expect(window.Page.Locator("form.start")).ToHaveCountAsync(0);
        window.AssertQuiet();
        Assert.Equal(403, await window.Page.EvaluateAsync<int>("fetch('/bulk', { method: 'POST', body: new URLSearchParams({ do: 'delete', q: '' }) }).then(response => response.status)"));
    }

    [SkippableTheory]
    [InlineData("/bulk/0123456789abcdefghjkm00")]
    [InlineData("/bulk/nothing")]
    public async Task Job_that_is_not_there_is_said_to_be_so_on_a_page(string path)
    {
        await using var window = await fixture.OpenAsync();

        var response = await window.GoAsync(path);

        Assert.Equal(404, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no such bulk job");
    }

    private static ILocator BoxOf(Window window, RunId run) => window.Page.GetByLabel($"Select run {run}");

    private static ILocator ButtonOf(Window window, string name) => window.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
