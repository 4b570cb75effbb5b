using Microsoft.AspNetCore.Http;
using Redflow.Bulk;
using Redflow.Events;
using Redflow.Queues;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Dashboard.Design;

/// <summary>The catch-all of the pages: what the engine refuses is said on a page, with the way back; everything else is the app's to answer.</summary>
internal sealed class PageBoundary : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RedflowException exception)
        {
            var (status, title) = exception switch
            {
                RunNotFoundException => (StatusCodes.Status404NotFound, "There is no such run"),
                BulkNotFoundException => (StatusCodes.Status404NotFound, "There is no such bulk job"),
                ScheduleNotFoundException => (StatusCodes.Status404NotFound, "There is no such schedule"),
                EventNotFoundException => (StatusCodes.Status404NotFound, "There is no such event"),
                UnknownWorkflowException => (StatusCodes.Status404NotFound, "There is no such workflow"),
                QueueNotFoundException => (StatusCodes.Status404NotFound, "There is no such queue"),
                StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, "Redis does not answer"),
                _ => (StatusCodes.Status500InternalServerError, "This can't be shown"),
            };
            return Pages.Show<RefusalPage, Failure>(context.HttpContext, PageFrame.Of(context.HttpContext), new(title, exception.Message), status);
        }
    }
}
