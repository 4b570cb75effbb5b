using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class EventTests(DashboardFixture fixture)
{
    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);

    [SkippableFact]
    public async Task Events_are_found_by_name_key_and_whether_they_have_matched_anything()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/events");

        var unmatched = window.Page.Locator("tr", new() { Has = window.Page.Locator($"a[href='events/{fixture.UnmatchedEvent}']") });
        await Expect(unmatched).ToContainTextAsync("matched nothing");
        await window.Page.GetByLabel("Name").FillAsync(Shop.Paid);
        await window.Page.GetByLabel("Correlation key").FillAsync("order-4207");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("tbody")).Not.ToContainTextAsync("matched nothing");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "matched nothing", Exact = true }).ClickAsync();
        await Expect(window.Page.Locator(".empty")).ToContainTextAsync("No event matches");
        await window.GoAsync("/events?state=unmatched&key=order-4208");

        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("tbody")).ToContainTextAsync("order.returned");
        await window.GoAsync("/events?cursor=nonsense");
        await Expect(window.Page.Locator("tbody")).ToContainTextAsync("order.returned");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Event_leads_to_the_run_that_it_started_and_to_the_one_that_it_woke()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/events/{fixture.PaidEvent}");
        var matches = window.Page.Locator(".matches");

        await Expect(matches.Locator("tr", new() { HasText = Shop.Ship })).ToContainTextAsync("succeeded");
        await Expect(window.Page.Locator(".json")).ToContainTextAsync("4111111111111111");
        await matches.Locator("tr", new() { HasText = Shop.Book }).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Book);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Wait_for_an_event_that_is_over_is_drawn_as_a_wait()
    {
        await using var window = await fixture.OpenAsync();
        var woken = (await fixture.Client.GetEventAsync(fixture.PaidEvent)).Released[0];

        await window.GoAsync($"/runs/{woken}");

        await Expect(window.Page.Locator(".waterfall li", new() { HasText = "payment" }).Locator(".bar-waiting")).ToHaveCountAsync(1);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Event_is_emitted_once_however_often_the_form_is_sent()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/events");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Emit an event" }).ClickAsync();

        await window.Page.GetByLabel("Name").FillAsync("till.closed");
        await window.Page.GetByLabel("Correlation key").FillAsync("till-3");
        await window.Page.GetByLabel("Payload").FillAsync("""{ "euros": 1204, "by": "Ada" }""");
        var led = await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const form = document.querySelector('form.fields');
              const sent = [1, 2].map(() => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }));
              return (await Promise.all(sent)).map(response => response.url);
            }
            """);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Emit the event" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("the event that was emitted");
        await Expect(window.Page.Locator(".unmatched")).ToContainTextAsync("with this key");
        var emitted = Assert.Single((await fixture.Client.ListEventsAsync(new() { Name = "till.closed" })).Events);
        Assert.Equal(("till-3", """{"euros":1204,"by":"Ada"}"""), (emitted.CorrelationKey, (await fixture.Client.GetEventAsync(emitted.Id)).Payload.ToString()));
        Assert.All(led, url => Assert.Contains($"/events/{emitted.Id}", url, StringComparison.Ordinal));
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Mistakes_of_the_form_stand_at_their_fields_with_what_was_typed()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/events/emit");

        await window.Page.GetByLabel("Payload").FillAsync("{ euros: 12 ");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Emit the event" }).ClickAsync();
        await Expect(window.Page.Locator("#name-mistake")).ToContainTextAsync("1 to 256 characters");
        await Expect(window.Page.Locator("#payload-mistake")).ToContainTextAsync("This is not JSON");
        await Expect(window.Page.GetByLabel("Payload")).ToHaveValueAsync("{ euros: 12 ");
        await window.Page.GetByLabel("Name").FillAsync("till.opened");
        await window.Page.GetByLabel("Payload").EvaluateAsync("field => { field.value = JSON.stringify('x'.repeat(2 * 1024 * 1024)); }");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Emit the event" }).ClickAsync();
        await Expect(window.Page.Locator("#payload-mistake")).ToContainTextAsync("over the limit");
        Assert.Empty((await fixture.Client.ListEventsAsync(new() { Name = "till.opened" })).Events);
        await window.Page.GetByLabel("Payload").FillAsync("");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Emit the event" }).ClickAsync();

        await Expect(window.Page.Locator("h1")).ToContainTextAsync("till.opened");
        Assert.Single((await fixture.Client.ListEventsAsync(new() { Name = "till.opened" })).Events);
    }

    [SkippableFact]
    public async Task Reader_sees_events_without_what_is_hidden_and_emits_none()
    {
        await using var api = await fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.payload.card", .. _reader.Args]);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);

        await window.GoAsync($"/events/{fixture.PaidEvent}");
        await Expect(window.Page.Locator(".json")).ToContainTextAsync("[redacted]");
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("4111111111111111");
        await window.GoAsync("/events");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Emit an event" })).ToHaveCountAsync(0);
        var sent = await window.Page.EvaluateAsync<int>("fetch('/events/emit', { method: 'POST' }).then(response => response.status)");
        var asked = await window.GoAsync("/events/emit");

        Assert.Equal((403, 403), (sent, asked.Status));
    }

    [SkippableTheory]
    [InlineData("/events/0123456789abcdefghjkm00")]
    [InlineData("/events/nothing")]
    public async Task Event_that_is_not_there_is_said_to_be_so_on_a_page(string path)
    {
        await using var window = await fixture.OpenAsync();

        var response = await window.GoAsync(path);

        Assert.Equal(404, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no such event");
    }
}
