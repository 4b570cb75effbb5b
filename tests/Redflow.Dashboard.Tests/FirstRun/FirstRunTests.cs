using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Dashboard.Tests.Pages;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.FirstRun;

[Collection(DashboardSuite.Name)]
public sealed class FirstRunTests(DashboardFixture fixture)
{
    private const string Sample = "order-checkout";

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task First_run_is_emitted_by_keys_alone_and_leads_on_to_a_workflow_of_ones_own()
    {
        await using var api = await ApiServer.StartAsync(fixture.Redis, _prefix);
        await using var window = await fixture.OpenAsync(api);
        await window.GoAsync("/");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("No worker is up, either");
        await using var worker = await StartWorkerAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Emit a sample run" })).ToBeVisibleAsync();

        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Keyboard.TypeAsync("emit");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("order-1001");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Regex("/runs/[0-9a-z]{23}$"));
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("This is your first run");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("succeeded");
        await window.GoAsync("/");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Next: a workflow of your own");
        await Expect(window.Page.GetByText("There are no runs yet")).ToHaveCountAsync(0);
        await PageTests.PictureAsync(window.Page, ["artifacts", "pictures"], "dashboard-next-steps-light.png");
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData(false, 1280)]
    [InlineData(true, 360)]
    public async Task Section_fits_the_window(bool isDark, int width)
    {
        await using var api = await ApiServer.StartAsync(fixture.Redis, _prefix);
        await using var worker = await StartWorkerAsync();
        await using var window = await fixture.OpenAsync(api, isDark, width);

        await window.GoAsync("/");

        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Emit a sample run" })).ToBeVisibleAsync();
        await window.AssertFitsAsync();
        await PageTests.PictureAsync(window.Page, ["artifacts", "pictures"], $"dashboard-first-run-{(isDark ? "dark" : "light")}.png");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_is_offered_no_run_and_refused_one()
    {
        var reader = TestKey.Of(ApiRole.Reader);
        await using var api = await ApiServer.StartAsync(fixture.Redis, _prefix, ["--environment=Production", .. reader.Args]);
        await using var worker = await StartWorkerAsync();
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(reader);
        await window.GoAsync("/");

        await Expect(window.Page.Locator("main")).ToContainTextAsync("Who may change anything can emit a run of one here");
        await Expect(window.Page.Locator("main button")).ToHaveCountAsync(0);
        Assert.Equal(403, await window.Page.EvaluateAsync<int>("fetch('/first-run', { method: 'POST' }).then(response => response.status)"));
    }

    private async Task<WorkerHost> StartWorkerAsync()
    {
        var worker = await WorkerHost.StartAsync(
            fixture.Redis, _prefix, workflows => workflows.AddWorkflow<Order, string>(Sample, ctx => ctx.Step.RunAsync("reserve", _ => Task.FromResult(ctx.Input.OrderId)))).Bounded();
        await Wait.UntilAsync(async () => (await worker.Client.ListWorkflowsAsync()).Count == 1, "the worker has registered its workflow");
        return worker;
    }

    private sealed record Order(string OrderId, decimal Amount, TimeSpan? StepDelay = null);
}
