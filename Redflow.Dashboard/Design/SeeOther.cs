using Microsoft.AspNetCore.Http;
using Redflow.Runs;

namespace Redflow.Dashboard.Design;

/// <summary>Has the browser show a page after a form, so that loading it again does not send the form again. It has a status, for who notes what was changed.</summary>
/// <param name="location">Where.</param>
internal sealed class SeeOther(string location) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status303SeeOther;

    /// <summary>A page of the dashboard, with what a form came to.</summary>
    /// <param name="context">The request with the form.</param>
    /// <param name="path">The page's path below the dashboard's, without a query.</param>
    /// <param name="notice">One of <see cref="Notices"/>.</param>
    public static SeeOther Page(HttpContext context, string path, string notice) => new($"{PageDepth.BaseOf(context)}{path}?did={notice}");

    /// <summary>The page of a bulk job, with what a form has come to.</summary>
    public static SeeOther Bulk(HttpContext context, RunId id, string notice) => Page(context, $"bulk/{id}", notice);

    /// <summary>The page of a run, with what a form has done to it.</summary>
    public static SeeOther Run(HttpContext context, RunId id, string notice) => Page(context, $"runs/{id}", notice);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
