using System.Collections.Concurrent;
using Microsoft.Playwright;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>A page of a browser. It is an error if its console has one, or if a request of its own failed.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public static async Task<Window> OpenAsync(IBrowserContext context) => new(context, await context.NewPageAsync().Bounded());

    /// <summary>Goes to a page, and waits until it has loaded all that it is made of.</summary>
    public async Task<IResponse> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load }).Bounded();
        return response!;
    }

    /// <summary>Signs in by the form.</summary>
    internal async Task SignInAsync(TestKey key)
    {
        await GoAsync("/");
        await Page.GetByLabel("API key").FillAsync(key.Text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.Load);
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

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
