using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Redflow.Client;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class RerunTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Run_is_repeated_from_the_selected_step_with_an_edited_input()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}?step=charge%20card");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Rerun from this step" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Begin at")).ToHaveValueAsync("charge card");
        var input = window.Page.GetByLabel("Input, as JSON");
        await input.FillAsync((await input.InputValueAsync()).Replace("4218", "9001", StringComparison.Ordinal));
        await StartAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("This is the new run.");
        var rerun = await ShownAsync(window);
        Assert.IsType<RunOutcome.Succeeded>(await fixture.Client.WaitForRunAsync(rerun.Id, Wait.Limit).Bounded());
        rerun = await fixture.Client.GetRunAsync(rerun.Id);
        Assert.Equal((fixture.Succeeded, 9001), (rerun.RerunOf!.Value, rerun.Input.As<Shop.Order>()!.Number));
        Assert.Equal(9001, rerun.Output!.Value.As<Shop.Bill>()!.Number);
        var (before, after) = (await fixture.Client.GetRunStepsAsync(fixture.Succeeded), await fixture.Client.GetRunStepsAsync(rerun.Id));
        Assert.Equal(before[0].StartedAt, after[0].StartedAt);
        Assert.NotEqual(before.Single(step => step.Name == "charge card").StartedAt, after.Single(step => step.Name == "charge card").StartedAt);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Input_that_is_left_as_it_was_stays_the_same_to_the_byte()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Failed}");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Edit and rerun" }).ClickAsync();
        await StartAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("This is the new run.");
        Assert.Equal((await fixture.Client.GetRunAsync(fixture.Failed)).Input.ToString(), (await ShownAsync(window)).Input.ToString());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task What_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}/rerun?step=compute%20tax");
        var input = window.Page.GetByLabel("Input, as JSON");

        await input.FillAsync("{ \"number\": 7,\n \"customer\": }");
        await StartAsync(window);
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not JSON at line 2");
        await Expect(input).ToHaveValueAsync("{ \"number\": 7,\n \"customer\": }");
        await Expect(input).ToBeFocusedAsync();
        await Expect(input).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(window.Page.GetByLabel("Begin at")).ToHaveValueAsync("compute tax");
        await input.FillAsync("{ \"number\": \"seven\" }");
        await StartAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The input of workflow 'checkout' is not valid");
        await Expect(input).ToHaveValueAsync("{ \"number\": \"seven\" }");
        await window.AssertFitsAsync();
    }

    [SkippableFact]
    public async Task Step_that_is_not_there_is_said_at_its_field()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}/rerun?step=no%20such");

        await StartAsync(window);

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The run has stored no step 'no such'.");
    }

    [SkippableFact]
    public async Task Form_that_is_sent_twice_makes_one_run()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs/{fixture.Failed}/rerun");

        var pages = await window.Page.EvaluateAsync<string[]>(
            """
            () => {
              const form = document.querySelector('form.fields');
              const send = () => fetch(form.action, { method: 'POST', body: new FormData(form) }).then(response => response.url);
              return Promise.all([send(), send()]);
            }
            """).Bounded();

        Assert.Equal(pages[0], pages[1]);
        Assert.Equal(fixture.Failed, (await fixture.Client.GetRunAsync(RunId.Parse(new Uri(pages[0]).Segments[^1], null))).RerunOf);
        window.AssertQuiet();
    }

    [Fact]
    public async Task Input_that_somebody_may_not_see_is_not_in_the_form_and_stays_the_same()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", "--environment=Development", "--ConnectionStrings:redis=memory://"]);
        builder.AddRedflowClient("redis");
        builder.AddRedflowDashboard(dashboard =>
        {
            dashboard.Viewer = _ => new("ada", CanChange: true, SeesAll: false);
            dashboard.Redact.Add("$.input.card");
        });
        await using var app = builder.Build();
        app.MapRedflowDashboard("/ops");
        await app.StartAsync().Bounded();
        var run = await app.Services.GetRequiredService<RedflowClient>().EmitWorkflowAsync(
            "pay", Payload.Parse("""{"number":7,"card":"4111111111111111"}"""u8.ToArray()), new() { AllowUnregistered = true });
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()), Timeout = Wait.Limit };

        foreach (var path in new[] { "", "/rerun", "/export", "/payload?of=input" })
        {
            var text = await http.GetStringAsync(new Uri($"/ops/runs/{run.Id}{path}", UriKind.Relative));

            Assert.DoesNotContain("4111111111111111", text, StringComparison.Ordinal);
        }

        var form = await http.GetStringAsync(new Uri($"/ops/runs/{run.Id}/rerun", UriKind.Relative));
        Assert.Contains("You do not see all of this run&#x27;s input.", form, StringComparison.Ordinal);
        Assert.DoesNotContain("[redacted]", form, StringComparison.Ordinal);
        Assert.Contains("$REDFLOW_URL", await http.GetStringAsync(new Uri($"/ops/runs/{run.Id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static Task StartAsync(Window window) => window.Page.GetByRole(AriaRole.Button, new() { Name = "Start a new run" }).ClickAsync();

    /// <summary>The run whose page is shown.</summary>
    private async Task<Run> ShownAsync(Window window)
    {
        await Expect(window.Page.Locator("header.run")).ToHaveCountAsync(1);
        return await fixture.Client.GetRunAsync(RunId.Parse(new Uri(window.Page.Url).Segments[^1], null));
    }
}
