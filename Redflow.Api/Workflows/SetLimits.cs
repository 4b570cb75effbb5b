using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Workflows;

/// <summary><c>PUT /api/v1/workflows/{name}/limits</c>: changes its limits, until a worker registers it again. Idempotent.</summary>
internal static class SetLimits
{
    public static async Task<Ok<WorkflowView>> HandleAsync(
        string name, HttpRequest request, RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var workflow = RouteParameters.ReadWorkflow(name);
        var limits = LimitsRequest.Read(await JsonBody.ReadAsync(request, cancellationToken));
        await client.SetLimitsAsync(workflow, limits, cancellationToken);
        return await GetWorkflow.ShowAsync(workflow, client, time, cancellationToken);
    }
}
