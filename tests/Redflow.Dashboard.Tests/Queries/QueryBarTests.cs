using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Queries;

[Collection(PagesSuite.Name)]
public sealed class QueryBarTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Search_is_completed_by_the_keyboard()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs");
        var (bar, options) = (window.Page.Locator("#q"), window.Page.Locator("#completions [role=option]"));

        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("wor");
        await Expect(options).ToHaveCountAsync(1);
        await Expect(bar).ToHaveAttributeAsync("aria-expanded", "true");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(bar).ToHaveAttributeAsync("aria-activedescendant", "completion-0");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.TypeAsync("check");
        await Expect(options).ToHaveTextAsync([$"workflow:{Shop.Checkout}"]);
        await window.Page.Keyboard.PressAsync("ArrowUp");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.TypeAsync("status:failed,succ");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(bar).ToHaveValueAsync($"workflow:{Shop.Checkout} status:failed,succeeded ");
        await window.Page.Keyboard.TypeAsync("q");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Page.Locator("#completions")).ToBeHiddenAsync();
        await window.Page.Keyboard.PressAsync("Backspace");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("tbody .pill").First).ToHaveTextAsync("succeeded");
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Completion_is_taken_by_the_mouse_and_fits_a_narrow_window()
    {
        await using var window = await fixture.OpenAsync(width: 360);
        await window.GoAsync("/runs");

        await window.Page.Locator("#q").ClickAsync();
        await window.Page.GetByRole(AriaRole.Option, new() { Name = "queue:" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Option, new() { Name = "queue:default" }).ClickAsync();

        await Expect(window.Page.Locator("#q")).ToHaveValueAsync("queue:default ");
        await Expect(window.Page.Locator("#q")).ToBeFocusedAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Search_is_saved_under_a_name_chosen_and_removed()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs?q=status:failed%20tag:supplier%3Dnorth");

        await window.Page.Locator(".save summary").ClickAsync();
        await window.Page.GetByLabel("Name, for this browser").FillAsync("Broken <imports>");
        await window.Page.Keyboard.PressAsync("Enter");
        var view = window.Page.GetByRole(AriaRole.Link, new() { Name = "Broken <imports>" });
        await Expect(view).ToHaveAttributeAsync("aria-current", "true");
        await window.GoAsync("/runs");
        await view.ClickAsync();
        await Expect(window.Page.Locator("#q")).ToHaveValueAsync("status:failed tag:supplier=north");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the view Broken <imports>" }).ClickAsync();

        await Expect(view).ToHaveCountAsync(0);
        window.AssertQuiet();
    }
}
