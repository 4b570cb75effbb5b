using Microsoft.AspNetCore.Http;

namespace Redflow.Dashboard.Design;

/// <summary>How many parts a page's path has below the dashboard's. So a page knows where the dashboard is, whatever it is mapped under.</summary>
internal sealed record PageDepth(int Parts)
{
    /// <summary>The dashboard's own path, with a slash at its end.</summary>
    public static string BaseOf(HttpContext context)
    {
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent().TrimEnd('/');
        for (var part = context.GetEndpoint()?.Metadata.GetMetadata<PageDepth>()?.Parts ?? 0; part > 0; part--)
        {
            path = path[..path.LastIndexOf('/')];
        }

        return path + "/";
    }
}
