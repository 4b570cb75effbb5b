using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Redflow.Dashboard.Design;

/// <summary>Answers with a page.</summary>
internal static class Pages
{
    /// <summary>Everything from the dashboard itself, and no styles or scripts in its pages.</summary>
    private const string OnlySelf =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <param name="context">The request.</param>
    /// <param name="frame">What stands around the page.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="status">The status of the answer.</param>
    public static RazorComponentResult Show<TPage, TModel>(HttpContext context, PageFrame frame, TModel model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy = OnlySelf;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: browsers would send forms with an origin of null, which is not this machine's.
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        var parameters = new Dictionary<string, object?> { [nameof(PageRoot<,>.Frame)] = frame, [nameof(PageRoot<,>.Model)] = model };
        return new(typeof(PageRoot<TPage, TModel>), parameters) { PreventStreamingRendering = true, StatusCode = status };
    }
}
