using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Audit;

[Collection(DashboardSuite.Name)]
public sealed class AuditPageTests(DashboardFixture fixture)
{
    private readonly TestKey _operator = TestKey.Of(ApiRole.Operator);
    private readonly TestKey _admin = TestKey.Of(ApiRole.Admin);

    [SkippableFact]
    public async Task What_an_operator_has_done_on_the_dashboard_an_admin_reads_there()
    {
        await using var api = await fixture.StartApiAsync(_operator, _admin);
        await using var operating = await fixture.OpenAsync(api);
        await using var window = await fixture.OpenAsync(api);
        var run = await fixture.Client.EmitWorkflowAsync<Shop.Order, string>(Shop.Reminder, new(1, "Ada", 1), new() { Delay = TimeSpan.FromDays(1) }).Bounded();
        await operating.SignInAsync(_operator);
        await window.SignInAsync(_admin);

        await operating.GoAsync($"/runs/{run.Id}");
        await operating.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await operating.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();
        await Expect(operating.Page.Locator("h1 .pill")).ToHaveTextAsync("canceled");
        await window.Page.Locator("#pages").GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        await window.Page.Locator("#q").FillAsync($"cancel {run.Id}");
        await window.Page.Keyboard.PressAsync("Enter");

        var row = window.Page.Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        foreach (var text in new[] { "the-operator", "operator", "POST /runs/{id}/cancel", run.Id.ToString(), "made", "303", "127.0.0.1" })
        {
            await Expect(row).ToContainTextAsync(text);
        }

        await row.Locator("a.id").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex($"/runs/{run.Id}$"));
        operating.AssertQuiet();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Changes_are_found_by_their_outcome()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/audit");

        await window.Page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "refused" }).ClickAsync();

        await Expect(window.Page.Locator("tbody .pill").First).ToHaveTextAsync("refused");
        await Expect(window.Page.Locator("tbody .pill.succeeded")).ToHaveCountAsync(0);
        await window.GoAsync("/audit?q=nobody-has-done-this");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("No change is noted");
        await window.GoAsync("/audit?cursor=nonsense");
        await Expect(window.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Who_is_no_admin_is_not_led_there_and_refused()
    {
        await using var api = await fixture.StartApiAsync(_operator);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_operator);
        await Expect(window.Page.Locator("#pages").GetByRole(AriaRole.Link, new() { Name = "Audit" })).ToHaveCountAsync(0);

        var response = await window.GoAsync("/audit");

        Assert.Equal(403, response.Status);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("The audit log is for admins");
        await Expect(window.Page.Locator("tbody")).ToHaveCountAsync(0);
    }
}
