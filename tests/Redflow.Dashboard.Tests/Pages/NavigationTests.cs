using Microsoft.Playwright;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

[Collection(PagesSuite.Name)]
public sealed class NavigationTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Every_link_leads_to_its_page_and_is_marked_there()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/");
        var links = await window.Page.Locator("#pages a").AllTextContentsAsync();

        Assert.Equal("Overview", links[0]);
        foreach (var name in links)
        {
            await window.Page.Locator("#pages").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            await Expect(window.Page.Locator("#pages a[aria-current=page]")).ToHaveTextAsync(name);
            await Expect(window.Page.Locator("h1")).ToContainTextAsync(name);
        }

        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task All_links_stand_in_one_line_where_there_is_room()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs");

        await Expect(window.Page.Locator("button.pages")).ToBeHiddenAsync();
        Assert.Equal(1, await window.Page.EvaluateAsync<int>("new Set([...document.querySelectorAll('#pages a')].map(link => link.offsetTop)).size"));
    }

    [SkippableFact]
    public async Task Narrow_window_has_the_links_behind_a_button_that_names_the_page()
    {
        await using var window = await fixture.OpenAsync(width: 360);
        await window.GoAsync("/");
        await Expect(window.Page.Locator("#pages")).ToBeHiddenAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Overview" }).ClickAsync();
        await window.AssertFitsAsync();
        await PageTests.PictureAsync(window.Page, ["artifacts", "pictures"], "dashboard-pages-light.png");
        await window.Page.Locator("#pages").GetByRole(AriaRole.Link, new() { Name = "Workers" }).ClickAsync();

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Workers");
        await Expect(window.Page.Locator("button.pages")).ToHaveTextAsync("Workers");
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Focus_goes_from_the_skip_link_over_the_bar_and_the_links_to_the_content()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoAsync("/runs");
        var passed = new List<string>();

        for (var i = 0; i < 30 && !passed.Contains("q"); i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            passed.Add(await window.Page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.textContent.trim() || document.activeElement.ariaLabel"));
        }

        Assert.Equal(["Skip to the content", "Redflow", "Go to…Ctrl K", "Live", "Switch between light and dark", "Overview", "Runs"], passed.Take(7).Select(name => string.Concat(name.Split('\n', StringSplitOptions.TrimEntries))));
        Assert.Equal("q", passed[^1]);
        await window.Page.Locator(".skip").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#main")).ToBeFocusedAsync();
        window.AssertQuiet();
    }
}
