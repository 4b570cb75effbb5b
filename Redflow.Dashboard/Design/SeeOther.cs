using Microsoft.AspNetCore.Http;
using Redflow.Runs;

namespace Redflow.Dashboard.Design;

/// <summary>Has the browser show a page after a form, so that loading it again does not send the form again. It has a status, for who notes what was changed.</summary>
/// <param name="location">Where.</param>
internal sealed class SeeOther(string location) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status303SeeOther;

    /// <summary>The page of a run, with what a form has done to it.</summary>
    public static SeeOther Run(HttpContext context, RunId id, string notice) => new($"{PageDepth.BaseOf(context)}runs/{id}?did={notice}");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
