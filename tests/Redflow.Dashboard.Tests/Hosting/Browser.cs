using System.Collections.Concurrent;
using Microsoft.Playwright;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>
/// Chromium, and its tabs. A tab has cookies and a store of its own, as a browser of somebody else. It is emptied and kept for the next window, since to begin
/// another one and its processes takes longer than most tests.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private readonly ConcurrentBag<IPage> _tabs = [];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;

    private Browser(IPlaywright playwright, IBrowser chromium) => (_playwright, _chromium) = (playwright, chromium);

    /// <summary>Where it is installed; null when it is not.</summary>
    public static string? Program => Programs.FirstOrDefault(File.Exists);

    public static async Task<Browser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync().Bounded();
        Assertions.SetDefaultExpectTimeout((float)Wait.Limit.TotalMilliseconds);
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-dev-shm-usage"] }).Bounded());
    }

    /// <summary>Opens a tab as wide as it is to be, in which nothing has been loaded yet that is shown.</summary>
    public async Task<IPage> OpenAsync(bool isDark, int width, int height)
    {
        if (!_tabs.TryTake(out var tab))
        {
            var context = await _chromium.NewContextAsync().Bounded();
            context.SetDefaultTimeout((float)Wait.Limit.TotalMilliseconds);
            tab = await context.NewPageAsync().Bounded();
        }

        await tab.SetViewportSizeAsync(width, height).Bounded();
        await tab.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce }).Bounded();
        return tab;
    }

    /// <summary>Takes from a tab all that its pages have left there, and keeps it.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="rest">Something of the dashboard that does nothing. For a page of another origin, as about:blank, Chromium begins another process, and for the next page one more.</param>
    public async Task CloseAsync(IPage tab, Uri rest)
    {
        await tab.UnrouteAllAsync().Bounded();
        await tab.GotoAsync(rest.ToString()).Bounded();
        await tab.EvaluateAsync("localStorage.clear(); sessionStorage.clear()").Bounded();
        await tab.Mouse.MoveAsync(0, 0).Bounded();
        await tab.Context.ClearCookiesAsync().Bounded();
        await tab.Context.ClearPermissionsAsync().Bounded();
        _tabs.Add(tab);
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }
}
