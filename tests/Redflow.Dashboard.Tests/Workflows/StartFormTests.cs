using System.Text.Json;
using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Workflows;

[Collection(PagesSuite.Name)]
public sealed class StartFormTests(DashboardFixture fixture)
{
    private static string Form => $"/workflows/{Shop.Receive}/start";

    [SkippableFact]
    public async Task Run_is_started_by_keyboard_alone()
    {
        await using var window = await fixture.OpenAsync();
        var keys = window.Page.Keyboard;
        await window.GoAsync("/workflows");

        await TabToAsync(window, $"a[href='workflows/{Shop.Receive}']", "j");
        await keys.PressAsync("Enter");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync(Shop.Receive);
        await TabToAsync(window, "a[href$='/start']", "Tab");
        await keys.PressAsync("Enter");
        await Expect(window.Page.GetByLabel("supplier")).ToBeFocusedAsync();
        await keys.TypeAsync("east & sons");
        await NextAsync(keys, "12");
        await NextAsync(keys, "3.25");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space");
        await NextAsync(keys, "Gate");
        await NextAsync(keys, "Grace");
        await NextAsync(keys, "");
        await NextAsync(keys, """["tea", "cups"]""");
        await TabToAsync(window, "button.main", "Tab");
        await keys.PressAsync("Enter");

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run is started.");
        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Receive);
        var run = await RunOfAsync(window);
        Assert.Equal(
            """{"supplier":"east & sons","pallets":12,"tons":3.25,"isCooled":true,"dock":"Gate","driver":{"name":"Grace","phone":null},"articles":["tea", "cups"],"floor":2}""",
            run.Input.ToString());
        Assert.IsType<RunOutcome.Succeeded>(await fixture.Client.WaitForRunAsync(run.Id, Wait.Limit).Bounded());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Mistakes_stand_at_their_fields_and_what_was_typed_is_kept()
    {
        await using var window = await fixture.OpenAsync();
        var before = await CountAsync();
        await window.GoAsync(Form);

        await window.Page.GetByLabel("supplier").FillAsync("west \"</textarea><b>\"");
        await window.Page.GetByLabel("pallets").FillAsync("twelve");
        await window.Page.GetByLabel("articles").FillAsync("[\"tea\",\n");
        await window.Page.GetByText("When, priority").ClickAsync();
        await window.Page.GetByLabel("Delay").FillAsync("soon");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was started");
        await Expect(window.Page.GetByLabel("supplier")).ToHaveValueAsync("west \"</textarea><b>\"");
        await Expect(window.Page.GetByLabel("pallets")).ToHaveValueAsync("twelve");
        await Expect(window.Page.GetByLabel("pallets")).ToBeFocusedAsync();
        await Expect(window.Page.GetByLabel("pallets")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(MistakeOf(window, "input/pallets")).ToHaveTextAsync("has to be a whole number");
        await Expect(MistakeOf(window, "input/tons")).ToHaveTextAsync("is required");
        await Expect(MistakeOf(window, "input/dock")).ToHaveTextAsync("is required");
        await Expect(MistakeOf(window, "input/driver/name")).ToHaveTextAsync("is required");
        await Expect(window.Page.GetByLabel("articles")).ToHaveValueAsync("[\"tea\",\n");
        await Expect(MistakeOf(window, "input/articles")).ToContainTextAsync("is not JSON");
        await Expect(window.Page.GetByLabel("Delay")).ToHaveValueAsync("soon");
        await Expect(MistakeOf(window, "delay")).ToContainTextAsync("has to be a duration");
        Assert.Equal(before, await CountAsync());
    }

    [SkippableFact]
    public async Task What_the_schema_refuses_stands_at_its_field()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync(Form);

        await FillAsync(window, "south");
        await window.Page.GetByLabel("articles").FillAsync("[\"tea\", 7]");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

        await Expect(MistakeOf(window, "input/articles")).ToHaveTextAsync("articles[1]: has to be string, not number");
        await Expect(window.Page.GetByLabel("name")).ToHaveValueAsync("Ada");
    }

    [SkippableFact]
    public async Task Form_that_is_sent_twice_starts_one_run_and_one_that_was_changed_another()
    {
        await using var window = await fixture.OpenAsync();
        var before = await CountAsync();
        await window.GoAsync(Form);
        await FillAsync(window, "twice");

        var sent = await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const form = document.querySelector('form.fields');
              const send = () => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(response => response.url);
              const [one, two] = await Promise.all([send(), send()]);
              form.querySelector('[name="input/pallets"]').value = '99';
              return [one, two, await send()];
            }
            """).Bounded();

        Assert.Equal(sent[0], sent[1]);
        Assert.NotEqual(sent[0], sent[2]);
        Assert.Equal(before + 2, await CountAsync());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Options_hold_for_the_run_and_a_key_that_is_taken_leads_to_its_run()
    {
        await using var window = await fixture.OpenAsync();
        var key = $"delivery-{Guid.NewGuid():N}";

        await StartAsync();
        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run is started.");
        var run = await RunOfAsync(window);
        await StartAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("has the idempotency key already");
        Assert.Equal(run.Id, (await RunOfAsync(window)).Id);
        Assert.Equal((RunStatus.Scheduled, -3, key), (run.Status, run.Priority, run.IdempotencyKey));
        Assert.Equal(["tenant=7", "by, hand"], run.Tags);
        Assert.InRange(run.DueAt!.Value - run.CreatedAt, TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(91));
        await fixture.Client.CancelRunAsync(run.Id, "the test is over").Bounded();
        window.AssertQuiet();

        async Task StartAsync()
        {
            await window.GoAsync(Form);
            await FillAsync(window, "north");
            await window.Page.GetByText("When, priority").ClickAsync();
            await window.Page.GetByLabel("Delay").FillAsync("1.5h");
            await window.Page.GetByLabel("Priority").FillAsync("-3");
            await window.Page.GetByLabel("Tags").FillAsync("tenant=7\nby, hand\n");
            await window.Page.GetByLabel("Idempotency key").FillAsync(key);
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        }
    }

    [SkippableFact]
    public async Task Input_may_be_written_as_JSON()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync(Form);

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Write the input as JSON instead" }).ClickAsync();
        var sketch = await window.Page.GetByLabel("Input, as JSON").InputValueAsync();
        await window.Page.GetByLabel("Input, as JSON").FillAsync("{\"supplier\": 1}");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await Expect(MistakeOf(window, "input")).ToContainTextAsync("supplier: has to be string, not number");
        await Expect(window.Page.GetByLabel("Input, as JSON")).ToHaveValueAsync("{\"supplier\": 1}");
        await window.Page.GetByLabel("Input, as JSON").FillAsync(sketch.Replace("\"articles\": null", "\"articles\": []", StringComparison.Ordinal));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The run is started.");
        Assert.Equal("Ramp", JsonDocument.Parse((await RunOfAsync(window)).Input.Utf8).RootElement.GetProperty("dock").GetString());
    }

    [SkippableFact]
    public async Task Input_that_is_a_text_has_one_field()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync($"/workflows/{Shop.Gated}/start");

        await window.Page.GetByLabel("Input").FillAsync("warehouse south");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

        await Expect(window.Page.Locator("h1")).ToContainTextAsync(Shop.Gated);
        var run = await RunOfAsync(window);
        Assert.Equal("\"warehouse south\"", run.Input.ToString());
        await fixture.Client.CancelRunAsync(run.Id, "the test is over").Bounded();
        Assert.NotNull(await fixture.Client.WaitForRunAsync(run.Id, Wait.Limit).Bounded());
        window.AssertQuiet();
    }

    /// <summary>Presses a key until an element has the focus.</summary>
    private static async Task TabToAsync(Window window, string selector, string key)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await window.Page.Keyboard.PressAsync(key);
            if (await window.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} is not reached by {key}.");
    }

    private static async Task NextAsync(IKeyboard keys, string text)
    {
        await keys.PressAsync("Tab");
        await keys.TypeAsync(text);
    }

    private static ILocator MistakeOf(Window window, string field) => window.Page.Locator($"[id='field-{Uri.EscapeDataString(field)}-mistake']");

    private static async Task FillAsync(Window window, string supplier)
    {
        await window.Page.GetByLabel("supplier").FillAsync(supplier);
        await window.Page.GetByLabel("pallets").FillAsync("3");
        await window.Page.GetByLabel("tons").FillAsync("1.5");
        await window.Page.GetByLabel("dock").SelectOptionAsync("Yard");
        await window.Page.GetByLabel("name").FillAsync("Ada");
        await window.Page.GetByLabel("articles").FillAsync("[]");
    }

    private async Task<Run> RunOfAsync(Window window)
    {
        Assert.True(RunId.TryParse(new Uri(window.Page.Url).Segments[^1], null, out var id), window.Page.Url);
        return await fixture.Client.GetRunAsync(id).Bounded();
    }

    private async Task<int> CountAsync() => (await fixture.Client.ListRunsAsync(new() { Workflow = Shop.Receive, Limit = 500 }).Bounded()).Runs.Count;
}
