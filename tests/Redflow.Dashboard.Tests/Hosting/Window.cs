using System.Collections.Concurrent;
using Microsoft.Playwright;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>A page of a browser. It is an error if its console has one, or if a request of its own failed.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Browser _browser;
    private readonly Uri _home;

    internal Window(Browser browser, IPage page, Uri home)
    {
        (_browser, Page, _home) = (browser, page, home);
        page.Console += Note;
        page.PageError += Note;
    }

    public IPage Page { get; }

    /// <summary>Goes to a page, and waits until it has loaded all that it is made of, or as much as is said.</summary>
    public async Task<IResponse> GoAsync(string path, WaitUntilState until = WaitUntilState.Load)
    {
        var response = await Page.GotoAsync(new Uri(_home, path).ToString(), new() { WaitUntil = until }).Bounded();
        return response!;
    }

    /// <summary>Has the page that is there look otherwise.</summary>
    internal async Task WearAsync(Look look)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme }).Bounded();
        await Page.SetViewportSizeAsync(look.Width, Page.ViewportSize!.Height).Bounded();
    }

    /// <summary>Signs in by the form for keys.</summary>
    internal async Task SignInAsync(TestKey key)
    {
        await GoAsync("/");
        await Page.GetByLabel("API key").FillAsync(key.Text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(Page.Locator(".who, [role=alert]")).ToHaveCountAsync(1);
    }

    /// <summary>Waits until an element has a text. It looks at each frame, where expectations look again after up to a second.</summary>
    public Task SeesAsync(string selector, string text) =>
        Page.WaitForFunctionAsync("([selector, text]) => document.querySelector(selector)?.textContent.trim() === text", new[] { selector, text }).Bounded();

    /// <summary>Asserts that nothing was complained about.</summary>
    public void AssertQuiet() => Assert.Empty(_complaints);

    /// <summary>Asserts that the page is not wider than the window.</summary>
    public async Task AssertFitsAsync()
    {
        var (page, window) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("window.innerWidth"));
        Assert.True(page <= window, $"{Page.Url} is {page} px wide in a window of {window} px.");
    }

    public async ValueTask DisposeAsync()
    {
        Page.Console -= Note;
        Page.PageError -= Note;
        await _browser.CloseAsync(Page, new(_home, "/assets/favicon.svg"));
    }

    private void Note(object? sender, IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            _complaints.Enqueue(message.Text);
        }
    }

    private void Note(object? sender, string error) => _complaints.Enqueue(error);
}
