using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Queues;

/// <summary>The pages of queues, and what their buttons do.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/queues", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/queues/{name}", ShowAsync).WithMetadata(new PageDepth(2));
        var actions = pages.MapGroup("/queues/{name}").WithMetadata(new PageDepth(3));
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("/pause", PauseAsync);
        actions.MapPost("/resume", ResumeAsync);
    }

    /// <summary><c>GET {dashboard}/queues</c>: a page of queues, by name.</summary>
    private static async Task<IResult> ListAsync(string? cursor, QueueReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<QueuesPage, QueueList>(context, frame, await reader.ListAsync(cursor, frame.Viewer!, context.RequestAborted));
    }

    /// <summary><c>GET {dashboard}/queues/{name}</c>: one of them.</summary>
    private static async Task<IResult> ShowAsync(string name, QueueReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<QueueDetailPage, ShownQueue>(context, frame, await reader.ReadAsync(name, frame.Viewer!, context.RequestAborted));
    }

    /// <remarks>Of a queue that nobody has named it is refused: a slip of the pen would pause nothing, and say that it did.</remarks>
    private static async Task<IResult> PauseAsync(string name, RedflowClient client, QueueReader reader, HttpContext context)
    {
        await reader.GetAsync(name, context.RequestAborted);
        await client.PauseQueueAsync(name, await PauseReason.ReadAsync(context), context.RequestAborted);
        reader.Forget();
        return SeeOther.Page(context, $"queues/{name}", Notices.QueuePaused);
    }

    private static async Task<IResult> ResumeAsync(string name, RedflowClient client, QueueReader reader, HttpContext context)
    {
        await reader.GetAsync(name, context.RequestAborted);
        var wasPaused = await client.ResumeQueueAsync(name, context.RequestAborted);
        reader.Forget();
        return SeeOther.Page(context, $"queues/{name}", wasPaused ? Notices.QueueResumed : Notices.NotPaused);
    }
}
