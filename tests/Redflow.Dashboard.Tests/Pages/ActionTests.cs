using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class ActionTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Run_is_canceled_when_that_was_confirmed()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.Client.EmitWorkflowAsync<Shop.Order, string>(Shop.Reminder, new(1, "Ada", 1), new() { Delay = TimeSpan.FromDays(1) }).Bounded();
        await window.GoAsync($"/runs/{run.Id}");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("its children are canceled");
        Assert.Equal(RunStatus.Scheduled, (await run.GetStateAsync()).Status);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run is canceled.");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        Assert.Equal("canceled on the dashboard", (await run.GetStateAsync()).CancelReason);
        var audit = await fixture.Api.Http.GetStringAsync(new Uri("/api/v1/audit", UriKind.Relative));
        Assert.Contains($"\"route\":\"/runs/{{id}}/cancel\",\"target\":\"{run.Id}\",\"status\":303", audit, StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Failed_run_is_retried_and_run_again()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.Client.EmitWorkflowAsync<Shop.Catalogue, int>(Shop.Import, new("again.csv", IsBroken: true)).Bounded();
        Assert.IsType<RunOutcome.Failed>(await fixture.Client.WaitForRunAsync(run.Id, Wait.Limit).Bounded());
        await window.GoAsync($"/runs/{run.Id}");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Retry the run" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("back in its queue");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Rerun", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start a new run" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("This is the new run.");
        await Expect(window.Page.Locator("dl.facts")).ToContainTextAsync("Repeats");
        await Expect(window.Page.Locator($"dl.facts a[href='runs/{run.Id}']")).ToHaveCountAsync(1);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Run_that_has_ended_is_deleted_when_that_was_confirmed()
    {
        await using var window = await fixture.OpenAsync();
        var run = await fixture.Client.EmitWorkflowAsync<Shop.Order, string>(Shop.Reminder, new(1, "Ada", 1), new() { Delay = TimeSpan.FromDays(1) }).Bounded();
        await window.GoAsync($"/runs/{run.Id}");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToHaveCountAsync(0);
        await run.CancelAsync("no longer wanted").Bounded();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("gone for good");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the run" }).ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/runs$"));
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run is deleted.");
        Assert.Null(await fixture.Client.FindRunAsync(run.Id));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Form_that_the_dashboard_has_not_shown_is_refused()
    {
        await using var window = await fixture.OpenAsync();
        using var form = new FormUrlEncodedContent([]);

        using var response = await fixture.Api.Http.PostAsync(new Uri($"/runs/{fixture.Waiting}/cancel", UriKind.Relative), form);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(RunStatus.Waiting, (await fixture.Client.GetRunAsync(fixture.Waiting)).Status);
    }

    [SkippableFact]
    public async Task Refusal_that_answers_a_form_is_not_read_again_at_the_address_of_the_form()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Failed}");

        var page = await window.Page.EvaluateAsync<string>(
            """
            async () => {
              const body = new URLSearchParams(new FormData(document.querySelector('#rerun form')));
              return await (await fetch('/bulk/0123456789abcdefghjkm00/abort', { method: 'POST', body })).text();
            }
            """);

        Assert.Contains("There is no such bulk job", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-every", page, StringComparison.Ordinal);
    }
}
