using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Workflows;

/// <summary><c>POST /api/v1/workflows/{name}/resume</c>: ends its pause. Idempotent.</summary>
internal static class ResumeWorkflow
{
    public static async Task<Ok<WorkflowView>> HandleAsync(
        string name, RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var workflow = RouteParameters.ReadWorkflow(name);
        await client.ResumeWorkflowAsync(workflow, cancellationToken);
        return await GetWorkflow.ShowAsync(workflow, client, time, cancellationToken);
    }
}
