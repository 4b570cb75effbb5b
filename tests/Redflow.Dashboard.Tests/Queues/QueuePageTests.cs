using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Queues;

[Collection(DashboardSuite.Name)]
public sealed class QueuePageTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Overview_leads_to_a_queue_which_shows_its_workers_and_workflows()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = Shop.Warehouse, Exact = true }).ClickAsync();

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync(Shop.Warehouse);
        await Expect(window.Page.Locator("section[aria-labelledby=workflows]")).ToContainTextAsync(Shop.Receive);
        await Expect(window.Page.Locator("section[aria-labelledby=workers]")).ToContainTextAsync("slots in use");
        await Expect(window.Page.Locator("dl.facts")).ToContainTextAsync("Workers that serve it");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Queue_is_paused_with_a_reason_holds_its_runs_and_goes_on()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/queues");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = Shop.Warehouse, Exact = true }).ClickAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await window.Page.GetByLabel("Why").FillAsync("fire drill");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause the queue" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The queue is paused.");
        await Expect(window.Page.Locator(".why")).ToContainTextAsync("fire drill");
        var run = await fixture.Client.EmitWorkflowAsync<Shop.Delivery, string>(
            Shop.Receive, new("drill", 1, 1, false, Shop.Dock.Gate, new("Ada", null), [])).Bounded();
        await Expect(window.Page.Locator("dl.facts div").First).ToContainTextAsync("1");
        await window.GoAsync("/queues");
        await Expect(window.Page.Locator($"tr[data-key='{Shop.Warehouse}'] .pill")).ToHaveTextAsync("paused: fire drill");
        await window.GoAsync($"/queues/{Shop.Warehouse}");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Resume", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Resume the queue" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The queue goes on.");
        Assert.Equal("1 of drill on floor 2", await run.GetResultAsync(Wait.Limit));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Queue_leads_to_its_runs()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/queues");

        await window.Page.Locator("tr[data-key=default] td[data-name=Running] a").ClickAsync();

        await Expect(window.Page.Locator("#q")).ToHaveValueAsync("status:running queue:default");
        await Expect(window.Page.Locator("tbody")).ToContainTextAsync(Shop.Gated);
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData("/queues/no-such")]
    [InlineData("/queues/redflow.system")]
    public async Task Queue_that_is_not_there_is_said_to_be_so_on_a_page(string path)
    {
        await using var window = await fixture.OpenAsync();

        var response = await window.GoAsync(path);

        Assert.Equal(404, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no such queue");
    }

    [SkippableFact]
    public async Task Reader_is_offered_no_pause_and_an_operator_stands_in_the_reason()
    {
        var (key, other) = (TestKey.Of(ApiRole.Reader), TestKey.Of(ApiRole.Operator));
        await using var api = await fixture.StartApiAsync(key, other);
        await using var reader = await fixture.OpenAsync(api);
        await using var operating = await fixture.OpenAsync(api);
        await reader.SignInAsync(key);
        await operating.SignInAsync(other);

        await reader.GoAsync($"/queues/{Shop.Warehouse}");
        await Expect(reader.Page.Locator("header.run .buttons")).ToHaveCountAsync(0);
        foreach (var path in new[] { "pause", "resume" })
        {
            Assert.Equal(403, await reader.Page.EvaluateAsync<int>($"fetch('/queues/{Shop.Warehouse}/{path}', {{ method: 'POST' }}).then(response => response.status)"));
        }

        await operating.GoAsync($"/queues/{Shop.Warehouse}");
        await operating.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await operating.Page.GetByLabel("Why").FillAsync("fire drill");
        await operating.Page.GetByRole(AriaRole.Button, new() { Name = "Pause the queue" }).ClickAsync();
        await Expect(operating.Page.Locator(".why")).ToContainTextAsync($"fire drill, by {other.Name}");
        Assert.True(await fixture.Client.ResumeQueueAsync(Shop.Warehouse).Bounded());
        operating.AssertQuiet();
    }

    [Fact]
    public async Task Queues_are_paged()
    {
        await using var app = await MemoryApp.StartAsync("Development", _ => { });
        for (var i = 0; i < 60; i++)
        {
            await app.Client.PauseQueueAsync($"line-{i:00}").Bounded();
        }

        var (_, first) = await app.AskAsync("/ops/queues");
        var (_, second) = await app.AskAsync("/ops/queues?cursor=line-49");
        var (_, again) = await app.AskAsync("/ops/queues?cursor=no%20cursor");

        Assert.Contains("queues?cursor=line-49", first, StringComparison.Ordinal);
        Assert.Contains("queues/line-00", first, StringComparison.Ordinal);
        Assert.DoesNotContain("queues/line-50", first, StringComparison.Ordinal);
        Assert.Contains("queues/line-50", second, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
        Assert.Contains("queues/line-00", again, StringComparison.Ordinal);
    }
}
