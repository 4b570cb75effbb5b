using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Workflows;

namespace Redflow.Api.Workflows;

/// <summary>The workflows that workers have registered.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows");
        workflows.MapGet("", ListAsync);
        workflows.MapGet("/{name}", GetAsync);
    }

    /// <summary><c>GET /api/v1/workflows</c>: every workflow, by name.</summary>
    private static async Task<Ok<WorkflowList>> ListAsync(RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WorkflowList(await client.ListWorkflowsAsync(cancellationToken)));

    /// <summary><c>GET /api/v1/workflows/{name}</c>: one workflow.</summary>
    private static async Task<Ok<WorkflowInfo>> GetAsync(string name, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.GetWorkflowMetaAsync(RouteParameters.ReadWorkflow(name), cancellationToken));
}
