using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Workflows;

/// <summary>The pages of workflows, and what their buttons do.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/workflows", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/workflows/{name}", ShowAsync).WithMetadata(new PageDepth(2));
        new PauseActions<WorkflowReader>("workflows", Notices.WorkflowPaused, Notices.WorkflowResumed)
        {
            FindAsync = (reader, name, cancellationToken) => reader.GetAsync(name, cancellationToken),
            PauseAsync = (client, name, reason, cancellationToken) => client.PauseWorkflowAsync(name, reason, cancellationToken),
            ResumeAsync = (client, name, cancellationToken) => client.ResumeWorkflowAsync(name, cancellationToken),
            Forget = reader => reader.Forget(),
        }.Map(pages);
        pages.MapLimits();
        pages.MapStart();
    }

    /// <summary><c>GET {dashboard}/workflows</c>: the workflows, by name.</summary>
    private static async Task<IResult> ListAsync(string? q, string? cursor, WorkflowReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<WorkflowsPage, WorkflowList>(context, frame, WorkflowList.Of(await reader.ReadAsync(frame.Viewer!, context.RequestAborted), q, cursor));
    }

    /// <summary><c>GET {dashboard}/workflows/{name}</c>: one of them.</summary>
    private static async Task<IResult> ShowAsync(string name, WorkflowReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<WorkflowDetailPage, ShownWorkflow>(context, frame, await reader.ReadAsync(name, frame.Viewer!, context.RequestAborted));
    }
}
