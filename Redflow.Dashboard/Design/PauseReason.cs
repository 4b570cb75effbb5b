using Microsoft.AspNetCore.Http;
using Redflow.Client;

namespace Redflow.Dashboard.Design;

/// <summary>Why something is paused, as a form says it. The store keeps no name with a pause, so that of the viewer stands in the reason.</summary>
internal static class PauseReason
{
    public const string Field = "reason";

    /// <summary>The longest that a form takes: the viewer's name has to fit in too.</summary>
    public const int MaxLength = 800;

    /// <returns>Null where nobody said, and nobody is known.</returns>
    public static async Task<string?> ReadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var text = form[Field].ToString().Trim();
        var name = PageFrame.ViewerOf(context).Name;
        string[] parts = [.. new[] { Cut(text, MaxLength), name is null ? "" : $"by {name}" }.Where(part => part.Length > 0)];
        return parts.Length == 0 ? null : Cut(string.Join(", ", parts), RedflowClient.MaxReasonLength);
    }

    /// <summary>Browsers let no more be typed: what is longer comes from elsewhere.</summary>
    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
