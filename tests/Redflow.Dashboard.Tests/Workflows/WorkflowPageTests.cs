using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Limits;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Workflows;

[Collection(PagesSuite.Name)]
public sealed class WorkflowPageTests(DashboardFixture fixture)
{
    private static string Page => $"/workflows/{Shop.Receive}";

    [SkippableFact]
    public async Task List_shows_what_starts_and_limits_a_workflow_and_what_became_of_its_runs()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/workflows");

        var limited = window.Page.Locator($"tr[data-key='{Shop.Receive}']");
        await Expect(limited).ToContainTextAsync("cron 0 3 * * *, Europe/Berlin");
        await Expect(limited).ToContainTextAsync($"on {Shop.Announced}");
        await Expect(limited).ToContainTextAsync("2 at a time, 1 per key, 100 in 1m");
        await Expect(limited.Locator($"a[href='queues/{Shop.Warehouse}']")).ToHaveCountAsync(1);
        var import = window.Page.Locator($"tr[data-key='{Shop.Import}']");
        await Expect(import.Locator("td[data-name=Success]")).ToContainTextAsync("%");
        await Expect(import.Locator("td[data-name=Duration]")).ToContainTextAsync("ms");
        await Expect(window.Page.Locator($"tr[data-key='{Shop.Gated}'] td[data-name=Running]")).ToHaveTextAsync("1");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Workflows_are_found_by_a_part_of_a_name()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/workflows");

        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("import-");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await window.GoAsync("/workflows?q=no-such");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("No workflow matches");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_shows_the_newest_runs_and_groups_what_fails()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/workflows");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = Shop.Import, Exact = true }).ClickAsync();

        await Expect(window.Page.Locator("section[aria-labelledby=newest] tbody tr").First).ToBeVisibleAsync();
        var failures = window.Page.Locator("section[aria-labelledby=failures]");
        await Expect(failures).ToContainTextAsync("System.FormatException");
        await Expect(failures).ToContainTextAsync("Row 118");
        await Expect(window.Page.Locator(".chart").First).ToBeVisibleAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("no limit");
        await failures.Locator("a[href^='runs?q=error:']").First.ClickAsync();
        await Expect(window.Page.Locator("tbody .pill").First).ToHaveTextAsync("failed");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_shows_the_facts_of_a_workflow()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync(Page);

        var main = window.Page.Locator("main");
        await Expect(main).ToContainTextAsync("of 2 slots taken");
        await Expect(main).ToContainTextAsync("supplier of the input");
        await Expect(main).ToContainTextAsync("the last 1,000 of each status");
        await Expect(main).ToContainTextAsync("6h");
        await Expect(main.Locator($"a[href='schedules/{Uri.EscapeDataString($"{Shop.Receive}:nightly")}']")).ToHaveCountAsync(1);
        await Expect(main.Locator($"a[href='events?name={Shop.Announced}']")).ToHaveCountAsync(1);
        await main.GetByText("JSON schema").ClickAsync();
        await Expect(main.Locator(".json")).ToContainTextAsync("supplier");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Workflow_is_paused_with_a_reason_and_goes_on_when_that_was_confirmed()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync(Page);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What runs goes on");
        await window.Page.GetByLabel("Why").FillAsync("the ramp is <b>icy</b>");
        Assert.Null((await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Pause);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause the workflow" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The workflow is paused.");
        await Expect(window.Page.Locator(".why")).ToContainTextAsync("the ramp is <b>icy</b>");
        Assert.Equal("the ramp is <b>icy</b>", (await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Pause?.Reason);
        await window.GoAsync("/workflows");
        await Expect(window.Page.Locator($"tr[data-key='{Shop.Receive}'] .pill")).ToHaveTextAsync("paused: the ramp is <b>icy</b>");
        await window.GoAsync(Page);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Resume", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Resume the workflow" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The workflow goes on.");
        Assert.Null((await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Pause);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Limits_are_set_by_a_form_shown_as_set_and_restored()
    {
        await using var window = await fixture.OpenAsync();
        var registered = (await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Limits;
        await window.GoAsync(Page);

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Change limits" }).ClickAsync();
        await window.Page.GetByLabel("Runs at a time").FillAsync("7");
        await window.Page.GetByLabel("Runs of one limit key at a time").FillAsync("");
        await window.Page.GetByLabel("in a period of").FillAsync("30s");
        await window.Page.GetByLabel("Each limit key").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Set the limits" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The limits are set");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("of 7 slots taken");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Its workers have registered: 2 at a time, 1 per key, 100 in 1m.");
        Assert.Equal(
            new WorkflowLimits { MaxConcurrency = 7, Rate = new(100, TimeSpan.FromSeconds(30), PerKey: true) }, (await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Limits);
        await window.GoAsync($"{Page}/limits");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Restore what workers have registered" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Restore them" }).ClickAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("of 2 slots taken");
        Assert.Equal(registered, (await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Limits);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Limits_that_are_none_are_marked_and_what_was_typed_is_kept()
    {
        await using var window = await fixture.OpenAsync();
        var before = (await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Limits;
        await window.GoAsync($"{Page}/limits");

        await window.Page.GetByLabel("Runs at a time").FillAsync("many");
        await window.Page.GetByLabel("in a period of").FillAsync("");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Set the limits" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was changed");
        await Expect(window.Page.GetByLabel("Runs at a time")).ToHaveValueAsync("many");
        await Expect(window.Page.GetByLabel("Runs at a time")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(window.Page.Locator(".field .mistake")).ToHaveCountAsync(2);
        Assert.Equal(before, (await fixture.Client.GetWorkflowMetaAsync(Shop.Receive)).Limits);
    }

    [SkippableTheory]
    [InlineData("/workflows/no-such")]
    [InlineData("/workflows/redflow.bulk")]
    [InlineData("/workflows/no%20name/start")]
    public async Task Workflow_that_is_not_there_is_said_to_be_so_on_a_page(string path)
    {
        await using var window = await fixture.OpenAsync();

        var response = await window.GoAsync(path);

        Assert.Equal(404, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no such workflow");
    }

    [SkippableFact]
    public async Task Reader_is_offered_no_changes_and_an_operator_stands_in_the_reason()
    {
        var (key, other) = (TestKey.Of(ApiRole.Reader), TestKey.Of(ApiRole.Operator));
        await using var api = await fixture.StartApiAsync(key, other);
        await using var reader = await fixture.OpenAsync(api);
        await using var operating = await fixture.OpenAsync(api);
        await reader.SignInAsync(key);
        await operating.SignInAsync(other);

        await reader.GoAsync(Page);
        await Expect(reader.Page.Locator("header.run .buttons")).ToHaveCountAsync(0);
        await Expect(reader.Page.Locator("a[href$='/start'], a[href$='/limits']")).ToHaveCountAsync(0);
        foreach (var path in new[] { "pause", "resume", "limits", "start" })
        {
            Assert.Equal(403, await reader.Page.EvaluateAsync<int>($"fetch('{Page}/{path}', {{ method: 'POST' }}).then(response => response.status)"));
        }

        Assert.Equal((403, 403), ((await reader.GoAsync($"{Page}/start")).Status, (await reader.GoAsync($"{Page}/limits")).Status));
        await operating.GoAsync(Page);
        await operating.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await operating.Page.GetByRole(AriaRole.Button, new() { Name = "Pause the workflow" }).ClickAsync();
        await Expect(operating.Page.Locator(".why")).ToContainTextAsync($"by {other.Name}");
        Assert.True(await fixture.Client.ResumeWorkflowAsync(Shop.Receive).Bounded());
        operating.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_sees_no_more_of_a_workflow_than_over_http()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.input.card", .. key.Args]);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(key);

        await window.GoAsync($"/workflows/{Shop.Import}");

        await Expect(window.Page.Locator("section[aria-labelledby=failures]")).ToContainTextAsync("[redacted]");
        Assert.DoesNotContain("Row 118", await window.Page.ContentAsync(), StringComparison.Ordinal);
        window.AssertQuiet();
    }
}
