using System.Net;
using System.Text.RegularExpressions;
using Redflow.Testing;

namespace Redflow.Api.Tests.Hosting;

/// <summary>What a browser does with pages and cookies, without following where it is sent.</summary>
internal sealed partial class Browser : IDisposable
{
    public const string Session = "redflow-session";

    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    public Browser(ApiServer api)
    {
        _http = new(_handler) { BaseAddress = api.Http.BaseAddress, Timeout = Wait.Limit };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>For a test that has one for all it does.</summary>
    public static Browser Open(ApiServer api) => new(api);

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>The cookie of a session; null for none.</summary>
    public string? SessionCookie => Cookies.GetAllCookies().FirstOrDefault(cookie => cookie.Name == Session && cookie.Value.Length > 0)?.Value;

    /// <summary>Another one with the same cookies, at another replica: ports do not part them.</summary>
    public Browser At(ApiServer api)
    {
        var other = new Browser(api);
        foreach (Cookie cookie in Cookies.GetAllCookies())
        {
            other.Cookies.Add(api.Http.BaseAddress!, new Cookie(cookie.Name, cookie.Value, cookie.Path));
        }

        return other;
    }

    public Task<HttpResponseMessage> GoAsync(string path) => _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>What the forms of a page carry.</summary>
    public async Task<string> TokenAsync(string page)
    {
        var token = Token().Match(await (await GoAsync(page)).Content.ReadAsStringAsync());
        Assert.True(token.Success, page);
        return token.Groups[1].Value;
    }

    /// <summary>Sends a form.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="token">What it carries.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<HttpResponseMessage> SendAsync(string path, string token, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await _http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
