using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Workflows;

/// <summary><c>GET /api/v1/workflows/{name}</c>: one workflow.</summary>
internal static class GetWorkflow
{
    public static Task<Ok<WorkflowView>> HandleAsync(
        string name, RedflowClient client, TimeProvider time, CancellationToken cancellationToken) =>
        ShowAsync(RouteParameters.ReadWorkflow(name), client, time, cancellationToken);

    /// <summary>Shows a workflow as it is now.</summary>
    public static async Task<Ok<WorkflowView>> ShowAsync(
        string workflow, RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var info = await client.GetWorkflowMetaAsync(workflow, cancellationToken);
        var counts = await WorkflowCounts.ReadAsync(client, time, cancellationToken);
        return TypedResults.Ok(new WorkflowView(counts.RowOf(info)));
    }
}
