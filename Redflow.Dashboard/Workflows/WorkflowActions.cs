using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Workflows;

/// <summary>What the buttons of a workflow's page do.</summary>
internal static class WorkflowActions
{
    public static void MapWorkflowActions(this IEndpointRouteBuilder pages)
    {
        var actions = pages.MapGroup("/workflows/{name}").WithMetadata(new PageDepth(3));
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("/pause", PauseAsync);
        actions.MapPost("/resume", ResumeAsync);
    }

    private static async Task<IResult> PauseAsync(string name, RedflowClient client, WorkflowReader reader, HttpContext context)
    {
        await reader.GetAsync(name, context.RequestAborted);
        await client.PauseWorkflowAsync(name, await PauseReason.ReadAsync(context), context.RequestAborted);
        reader.Forget();
        return SeeOther.Page(context, $"workflows/{name}", Notices.WorkflowPaused);
    }

    private static async Task<IResult> ResumeAsync(string name, RedflowClient client, WorkflowReader reader, HttpContext context)
    {
        await reader.GetAsync(name, context.RequestAborted);
        var wasPaused = await client.ResumeWorkflowAsync(name, context.RequestAborted);
        reader.Forget();
        return SeeOther.Page(context, $"workflows/{name}", wasPaused ? Notices.WorkflowResumed : Notices.NotPaused);
    }
}
