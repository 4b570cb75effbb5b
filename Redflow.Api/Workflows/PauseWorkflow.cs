using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Workflows;

/// <summary><c>POST /api/v1/workflows/{name}/pause</c>: lets no more run of it start. Idempotent.</summary>
internal static class PauseWorkflow
{
    public static async Task<Ok<WorkflowView>> HandleAsync(
        string name, HttpRequest request, RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var workflow = RouteParameters.ReadWorkflow(name);
        var body = await ReasonRequest.ReadAsync(request, cancellationToken);
        await client.PauseWorkflowAsync(workflow, body.Reason, cancellationToken);
        return await GetWorkflow.ShowAsync(workflow, client, time, cancellationToken);
    }
}
