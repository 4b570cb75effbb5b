using Redflow.Dashboard.Access;

namespace Redflow.Api.Web;

/// <summary>What every answer tells browsers and caches. An endpoint that needs it otherwise sets the header itself, and that stands.</summary>
internal static class SecurityHeaders
{
    private const string OneYear = "max-age=31536000";

    /// <summary>Adds them when an answer begins, so that no error page leaves them out.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var isDevelopment = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() => AddAsync(context, isDevelopment));
            return next(context);
        });
    }

    private static Task AddAsync(HttpContext context, bool isDevelopment)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cache-Control", "no-store");
        headers.TryAdd("Content-Security-Policy", "frame-ancestors 'none'");
        if (context.Request.IsHttps && !isDevelopment && !LocalRequest.IsLocalHost(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = OneYear;
        }

        return Task.CompletedTask;
    }
}
