using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Redflow.ServiceDefaults;

/// <summary>
/// Names the span of each HTTP request and tags it after OpenTelemetry's conventions: ASP.NET Core 10 starts and ends the
/// span, but leaves it to an instrumentation package to say what it is about. Probes of the health endpoints leave no span.
/// </summary>
internal sealed class RequestSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(DescribeAsync);
        next(app);
    };

    private static Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            return next(context);
        }

        if (HealthPaths.Contains(context.Request.Path))
        {
            Drop(span);
            return next(context);
        }

        return DescribeAsync(span, context, next);
    }

    private static async Task DescribeAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        DescribeRequest(span, context.Request);
        try
        {
            await next(context);
            DescribeResponse(span, context, context.Response.StatusCode, errorType: null);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            DescribeResponse(span, context, StatusCodes.Status500InternalServerError, exception.GetType().FullName);
            throw;
        }
    }

    // Not recorded, the spans below it are not either: the sampler follows the parent.
    private static void Drop(Activity span)
    {
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    // The query is left out: it may carry secrets.
    private static void DescribeRequest(Activity span, HttpRequest request) => span
        .SetTag("http.request.method", request.Method)
        .SetTag("url.scheme", request.Scheme)
        .SetTag("url.path", (request.PathBase + request.Path).Value)
        .SetTag("server.address", request.Host.Host)
        .SetTag("server.port", request.Host.Port);

    private static void DescribeResponse(Activity span, HttpContext context, int status, string? errorType)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route).SetTag("http.response.status_code", status);

        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag("error.type", errorType ?? $"{status}").SetStatus(ActivityStatusCode.Error);
        }
    }
}
