using System.Diagnostics;
using Redflow.Client;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class LiveTests(DashboardFixture fixture)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    [SkippableFact]
    public async Task Page_of_a_run_shows_its_new_status_within_a_second()
    {
        await using var window = await fixture.OpenAsync();
        var run = await DelayedAsync();
        await window.GoAsync($"/runs/{run.Id}");
        await ListeningAsync(window);

        var started = Stopwatch.GetTimestamp();
        await run.CancelAsync("no longer wanted").Bounded();
        await window.SeesAsync("h1 .pill", "canceled");

        Assert.True(Stopwatch.GetElapsedTime(started) <= Soon, $"It took {Stopwatch.GetElapsedTime(started)}.");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task List_shows_a_new_run_within_a_second()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/runs?q=workflow:{Shop.Reminder}");
        await ListeningAsync(window);

        var started = Stopwatch.GetTimestamp();
        var run = await DelayedAsync();
        await window.SeesAsync($"tr[data-key='{run.Id}'] .pill", "scheduled");

        Assert.True(Stopwatch.GetElapsedTime(started) <= Soon, $"It took {Stopwatch.GetElapsedTime(started)}.");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_that_is_paused_stays_as_it_is_and_goes_on_where_the_system_is()
    {
        await using var window = await fixture.OpenAsync();
        var (run, other) = (await DelayedAsync(), await fixture.OpenAsync());
        await window.GoAsync($"/runs/{run.Id}");
        await other.GoAsync($"/runs/{run.Id}");
        await ListeningAsync(window);
        await ListeningAsync(other);

        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Live" }).ClickAsync();
        await run.CancelAsync("no longer wanted").Bounded();
        await Expect(other.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("scheduled");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Paused" }).ClickAsync();

        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        window.AssertQuiet();
        await other.DisposeAsync();
    }

    [SkippableFact]
    public async Task Page_that_is_paused_while_it_is_read_stays_as_it_is_but_for_what_is_chosen()
    {
        await using var window = await fixture.OpenAsync();
        var run = await DelayedAsync();
        await window.GoAsync($"/runs/{run.Id}");
        await ListeningAsync(window);
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        await window.Page.RouteAsync($"**/runs/{run.Id}", async route =>
        {
            asked.TrySetResult();
            await answered.Task.Bounded();
            await route.ContinueAsync();
        });

        await run.CancelAsync("no longer wanted").Bounded();
        await asked.Task.Bounded();
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Live" }).ClickAsync();
        await window.Page.RunAndWaitForResponseAsync(() => Task.FromResult(answered.TrySetResult()), $"**/runs/{run.Id}");
        await window.Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");

        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("scheduled");
        await window.Page.UnrouteAllAsync();
        await window.Page.EvaluateAsync("() => { history.pushState(null, '', '?step=none'); history.back(); }");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Page_that_is_read_again_keeps_the_focus_and_what_was_unfolded()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs");
        await ListeningAsync(window);
        await window.Page.Locator(".help summary").ClickAsync();
        await window.Page.Locator("#q").FillAsync("status:fai");

        var run = await DelayedAsync();
        await Expect(window.Page.Locator($"tr[data-key='{run.Id}']")).ToHaveCountAsync(1);

        await Expect(window.Page.Locator("#q")).ToBeFocusedAsync();
        await Expect(window.Page.Locator("#q")).ToHaveValueAsync("status:fai");
        await Expect(window.Page.Locator(".help dl")).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    /// <summary>A run that nothing happens to by itself.</summary>
    private Task<RunHandle<string>> DelayedAsync() => fixture.Client.EmitWorkflowAsync<Shop.Order, string>(
        Shop.Reminder, new(1, "Ada", 1), new() { Delay = TimeSpan.FromDays(1) }).Bounded();

    /// <summary>Waits until the page is told of changes.</summary>
    private static Task ListeningAsync(Window window) => Expect(window.Page.Locator("#main")).ToHaveAttributeAsync("data-listens", "yes");
}
