using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Redflow.Dashboard.Queries;

/// <summary>
/// A search with a name. A viewer's views are in a cookie of their browser, which <c>views.js</c> writes: the server keeps nothing of who looks, and pages show
/// them without a script.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Text">What stands in the query bar.</param>
internal sealed record SavedView(string Name, string Text)
{
    /// <summary>The cookie; the script knows it by this name too.</summary>
    public const string Cookie = "redflow-views";

    public const int MaxCount = 12;
    public const int MaxNameLength = 40;
    public const int MaxTextLength = 400;

    /// <summary>Reads the views that a request has; of a cookie that is none of ours, nothing.</summary>
    public static IReadOnlyList<SavedView> Read(HttpRequest request)
    {
        try
        {
            var views = JsonSerializer.Deserialize<string[][]>(request.Cookies[Cookie] ?? "[]") ?? [];
            return [.. views.Where(IsValid).Take(MaxCount).Select(view => new SavedView(view[0], view[1]))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsValid(string[]? view) =>
        view is [{ Length: > 0 and <= MaxNameLength }, { Length: <= MaxTextLength }];
}
