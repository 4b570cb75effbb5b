using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Queues;

/// <summary>The pages of queues, and what their buttons do.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/queues", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/queues/{name}", ShowAsync).WithMetadata(new PageDepth(2));
        new PauseActions<QueueReader>("queues", Notices.QueuePaused, Notices.QueueResumed)
        {
            FindAsync = (reader, name, cancellationToken) => reader.GetAsync(name, cancellationToken),
            PauseAsync = (client, name, reason, cancellationToken) => client.PauseQueueAsync(name, reason, cancellationToken),
            ResumeAsync = (client, name, cancellationToken) => client.ResumeQueueAsync(name, cancellationToken),
            Forget = reader => reader.Forget(),
        }.Map(pages);
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
}
