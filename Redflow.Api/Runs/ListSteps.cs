using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}/steps</c>: a run's steps in the order in which its handler reached them.</summary>
internal static class ListSteps
{
    public static async Task<Ok<StepList>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new StepList(await client.GetRunStepsAsync(RouteParameters.ReadRunId(id), cancellationToken)));
}
