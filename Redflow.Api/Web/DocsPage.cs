using Redflow.Api.OpenApi;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Redflow.Api.Web;

/// <summary><c>/docs</c>: a page to try the API out, Swagger UI, which comes with the API and loads nothing from elsewhere.</summary>
internal static class DocsPage
{
    private const string Path = "/docs";

    /// <summary>Everything from the API itself; the style sheet has its icons in it, and the logo a style of its own.</summary>
    private const string OnlySelf = "default-src 'self'; img-src 'self' data:; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseDocsPage(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase),
        docs =>
        {
            docs.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = OnlySelf;
                return next(context);
            });
            docs.UseSwaggerUI(Configure);
        });

    private static void Configure(SwaggerUIOptions page)
    {
        page.RoutePrefix = Path.TrimStart('/');
        page.DocumentTitle = "Redflow API";
        page.SwaggerEndpoint(ApiDocument.Path, "Redflow API v1");
        page.DocExpansion(DocExpansion.None);
        page.EnableTryItOutByDefault();
        page.DefaultModelsExpandDepth(0);
        page.DisplayRequestDuration();
    }
}
