using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}</c>: a run with its payloads.</summary>
internal static class GetRun
{
    public static async Task<Ok<Run>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.GetRunAsync(RouteParameters.ReadRunId(id), cancellationToken));
}
