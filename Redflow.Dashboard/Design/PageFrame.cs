using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Redflow.Dashboard.Design;

/// <summary>What stands around every page.</summary>
/// <param name="Base">The dashboard's own path, with a slash at its end.</param>
/// <param name="Path">The page's path and query below that.</param>
/// <param name="Now">The time that relative ones are relative to.</param>
/// <param name="Viewer">Who looks; null for someone who has not signed in.</param>
/// <param name="Theme">The theme that was chosen; null for that of the system.</param>
/// <param name="Token">What forms carry.</param>
/// <param name="SignOutPath">Where a form signs the viewer out; null for none.</param>
/// <param name="Notice">What the last form came to; null for nothing.</param>
/// <param name="HasAddress">Whether its address shows it again; what a form is answered with has none of its own.</param>
internal sealed record PageFrame(
    string Base, string Path, DateTimeOffset Now, DashboardViewer? Viewer, string? Theme, AntiforgeryTokenSet Token, string? SignOutPath, string? Notice, bool HasAddress)
{
    public static PageFrame Of(HttpContext context) => Of(context, ViewerOf(context), OptionsOf(context).SignOutPath);

    public static DashboardViewer ViewerOf(HttpContext context) => OptionsOf(context).Viewer(context);

    /// <summary>For one who has not signed in.</summary>
    public static PageFrame OfStranger(HttpContext context) => Of(context, null, null);

    private static PageFrame Of(HttpContext context, DashboardViewer? viewer, string? signOutPath)
    {
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var root = PageDepth.BaseOf(context);
        return new(
            root,
            path.Length > root.Length ? path[root.Length..] : "",
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            viewer,
            Design.Theme.Find(context),
            context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context),
            signOutPath,
            Notices.Find(context.Request.Query["did"]),
            HttpMethods.IsGet(context.Request.Method));
    }

    private static RedflowDashboardOptions OptionsOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<RedflowDashboardOptions>>().Value;
}
