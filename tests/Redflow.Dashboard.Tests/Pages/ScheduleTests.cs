using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Schedules;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class ScheduleTests(DashboardFixture fixture)
{
    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);

    [SkippableFact]
    public async Task Schedules_are_found_by_their_workflow_and_by_whether_they_fire()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/schedules");

        await window.Page.Locator("#q").FillAsync(Shop.Count);
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("tbody")).ToContainTextAsync("at its concurrency limit");
        await window.GoAsync($"/schedules?workflow={Shop.Report}");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "disabled", Exact = true }).ClickAsync();

        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("tbody")).ToContainTextAsync("supplier-mail");
        await window.GoAsync("/schedules?workflow=no-such");
        await Expect(window.Page.Locator(".empty")).ToContainTextAsync("No schedule matches");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Where_there_is_nothing_it_is_said_how_to_begin()
    {
        await using var full = await fixture.OpenAsync();
        await using var api = await ApiServer.StartAsync(fixture.Redis, $"test-{Guid.NewGuid():N}");
        await using var window = await fixture.OpenAsync(api);

        await window.GoAsync("/schedules");
        await Expect(window.Page.Locator(".empty")).ToContainTextAsync("client.Schedules.UpsertAsync");
        await window.GoAsync("/events");
        await Expect(window.Page.Locator(".empty")).ToContainTextAsync("client.EmitEventAsync");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Schedule_says_what_a_change_of_the_clocks_makes_of_its_ticks()
    {
        await using var window = await fixture.OpenAsync();

        await window.GoAsync($"/schedules/{DashboardFixture.Spring}");
        var shifted = window.Page.Locator("section[aria-labelledby=next] tr", new() { HasText = "shifted" });
        await Expect(shifted).ToHaveCountAsync(1);
        await Expect(shifted).ToContainTextAsync("Sun 2031-03-30 03:00:00 +02:00");
        await Expect(shifted).ToContainTextAsync("Clocks go forward from 02:00 to 03:00. What was to tick between them ticks at 03:00.");

        await window.GoAsync($"/schedules/{DashboardFixture.Autumn}");
        await Expect(window.Page.Locator("section[aria-labelledby=next] tr", new() { HasText = "ticks both times: this is the first" })).ToHaveCountAsync(2);
        await Expect(window.Page.Locator("section[aria-labelledby=next] tr", new() { HasText = "ticks both times: this is the second" })).ToHaveCountAsync(2);

        await window.GoAsync($"/schedules/{DashboardFixture.Nightly}");
        await Expect(window.Page.Locator("section[aria-labelledby=next]")).ToContainTextAsync("Clocks go ");
        await window.GoAsync($"/schedules/{Shop.Declared}");
        await Expect(window.Page.Locator("section[aria-labelledby=next] tbody tr")).ToHaveCountAsync(10);
        await Expect(window.Page.Locator("section[aria-labelledby=next]")).Not.ToContainTextAsync("Clocks go ");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Ticks_that_started_nothing_say_why()
    {
        await using var window = await fixture.OpenAsync();

        await window.GoAsync($"/schedules/{DashboardFixture.Nightly}");
        await Expect(window.Page.Locator("section[aria-labelledby=ticks] tbody tr")).ToHaveCountAsync(4);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "skipped and missed" }).ClickAsync();
        await Expect(window.Page.Locator("section[aria-labelledby=ticks] tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("section[aria-labelledby=ticks] tbody")).ToContainTextAsync("No scheduler fired it in time.");
        await window.GoAsync($"/schedules/{DashboardFixture.Skipped}?ticks=unfired");

        await Expect(window.Page.Locator("section[aria-labelledby=ticks] tbody")).ToContainTextAsync("Its workflow was at its concurrency limit.");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("over");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Schedule_is_disabled_enabled_and_deleted_when_that_was_confirmed()
    {
        await using var window = await fixture.OpenAsync();
        var id = "a/b %2F? ü";
        await StoreAsync(id);
        await window.GoAsync("/schedules");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = id, Exact = true }).ClickAsync();

        await ConfirmAsync(window, "Disable", "Disable the schedule");
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("disabled");
        Assert.False((await fixture.Client.Schedules.GetAsync(id)).IsEnabled);
        await ConfirmAsync(window, "Enable", "Enable the schedule");
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The schedule fires again");
        Assert.True((await fixture.Client.Schedules.GetAsync(id)).IsEnabled);
        await ConfirmAsync(window, "Delete", "Delete the schedule");

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The schedule is deleted.");
        Assert.Null(await fixture.Client.Schedules.FindAsync(id));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Trigger_that_is_sent_twice_starts_one_run_and_leads_to_it()
    {
        await using var window = await fixture.OpenAsync();
        await StoreAsync("by-hand");
        await window.GoAsync("/schedules/by-hand");

        var led = await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const form = document.querySelector('#trigger form');
              const sent = [1, 2].map(() => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }));
              return (await Promise.all(sent)).map(response => response.url);
            }
            """);
        await window.GoAsync("/schedules/by-hand");
        await ConfirmAsync(window, "Trigger now", "Start a run");

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("started by hand");
        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Report);
        var runs = (await fixture.Client.Schedules.ListTicksAsync("by-hand")).Select(tick => (tick.Outcome, tick.Run.ToString())).ToArray();
        Assert.Equal(led[0], led[1]);
        Assert.Equal(2, runs.Length);
        Assert.All(runs, run => Assert.Equal(TickOutcome.Triggered, run.Outcome));
        Assert.Contains($"/runs/{runs[1].Item2}", led[0], StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Trigger_stays_one_run_while_the_page_is_read_again()
    {
        await using var window = await fixture.OpenAsync();
        await StoreAsync("asked-slowly");
        await window.GoAsync("/schedules/asked-slowly");
        var once = window.Page.Locator("#trigger input[name=once]");
        var before = await once.InputValueAsync();

        await fixture.Client.Schedules.DisableAsync("asked-slowly").Bounded();
        await Expect(window.Page.Locator("h1 .pill")).ToHaveTextAsync("disabled");

        Assert.Equal(before, await once.InputValueAsync());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Span_is_counted_before_it_is_filled_in_and_once()
    {
        await using var window = await fixture.OpenAsync();
        await StoreAsync("filled-in");
        await window.GoAsync("/schedules/filled-in");

        await window.Page.GetByLabel("From", new() { Exact = true }).FillAsync("2026-03-01T00:00");
        await window.Page.GetByLabel("Before", new() { Exact = true }).FillAsync("2026-03-04T00:00");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        await Expect(window.Page.Locator(".counted")).ToContainTextAsync("3 instants");
        Assert.Empty(await fixture.Client.Schedules.ListTicksAsync("filled-in"));
        var counted = window.Page.Url;
        await ConfirmAsync(window, "Fill in", "Start up to 3 runs");

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The span is filled in");
        await Expect(window.Page.Locator("section[aria-labelledby=ticks] .pill", new() { HasText = "backfilled" })).ToHaveCountAsync(3);
        await window.Page.GotoAsync(counted);
        await ConfirmAsync(window, "Fill in", "Start up to 3 runs");
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Nothing was started");
        Assert.Equal(3, (await fixture.Client.Schedules.ListTicksAsync("filled-in")).Count);
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData("2026-03-04T00:00", "2026-03-01T00:00", "Before: It has to be later")]
    [InlineData("2026-03-04T00:00", "2999-03-01T00:00", "Before: This is still to come")]
    [InlineData("1800-01-01T00:00", "2026-03-01T00:00", "more than 10000 instants")]
    [InlineData("2026-03-29T02:30", "2026-03-30T00:00", "From: There is no such time in Europe/Berlin")]
    [InlineData("yesterday", "2026-03-30T00:00", "From: It takes a time")]
    [InlineData("2026-03-04T00:00", "", "Before: A time is missing")]
    public async Task Span_that_can_not_be_is_said_at_its_field(string from, string before, string mistake)
    {
        await using var window = await fixture.OpenAsync();

        await window.GoAsync($"/schedules/{DashboardFixture.Nightly}?from={from}&before={before}");

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(mistake);
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Fill in" })).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Schedule_that_code_declares_is_not_deleted()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/schedules/{Shop.Declared}");

        await Expect(window.Page.Locator("main")).ToContainTextAsync("it is changed and deleted there");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToHaveCountAsync(0);
        var page = await window.Page.EvaluateAsync<string>(
            """
            async () => {
              const form = document.querySelector('#trigger form');
              const response = await fetch(form.action.replace(/trigger$/, 'delete'), { method: 'POST', body: new URLSearchParams(new FormData(form)) });
              return await response.text();
            }
            """);

        Assert.Contains("can't be deleted here", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.NotNull(await fixture.Client.Schedules.FindAsync(Shop.Declared));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_sees_schedules_without_what_is_hidden_and_changes_none()
    {
        await using var api = await fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.input.mail", "--Redflow:Api:Redact:1=$.description", .. _reader.Args]);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);

        await window.GoAsync($"/schedules/{DashboardFixture.Nightly}");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("purchasing");
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("ops@shop.example");
        await Expect(window.Page.Locator("header.run button, section[aria-labelledby=backfill]")).ToHaveCountAsync(0);
        var statuses = await window.Page.EvaluateAsync<int[]>(
            $"Promise.all(['enable', 'disable', 'trigger', 'backfill', 'delete'].map(act => fetch('/schedules/{DashboardFixture.Nightly}/' + act, {{ method: 'POST' }}).then(response => response.status)))");
        await window.GoAsync("/schedules");

        Assert.All(statuses, status => Assert.Equal(403, status));
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("missing on the shelves");
    }

    [SkippableFact]
    public async Task Schedule_that_is_not_there_is_said_to_be_so_on_a_page()
    {
        await using var window = await fixture.OpenAsync();

        var response = await window.GoAsync("/schedules/no%2Fsuch");

        Assert.Equal(404, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no schedule 'no/such'");
    }

    /// <summary>A schedule that does not tick while a test looks at it.</summary>
    private Task<ScheduleInfo> StoreAsync(string id) => fixture.Client.Schedules.UpsertAsync(id, Schedule.Cron("0 4 * * *", "Europe/Berlin"), Shop.Report, DashboardFixture.Buyers).Bounded();

    private static async Task ConfirmAsync(Window window, string ask, string yes)
    {
        await window.Page.GetByRole(AriaRole.Button, new() { Name = ask, Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = yes, Exact = true }).ClickAsync();
    }
}
