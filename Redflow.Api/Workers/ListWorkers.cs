using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Workers;

namespace Redflow.Api.Workers;

/// <summary><c>GET /api/v1/workers</c>: a page of workers, by id.</summary>
internal static class ListWorkers
{
    public static async Task<Ok<WorkerPage>> HandleAsync(
        [AsParameters] PageParameters parameters, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.ListWorkersAsync(new() { Limit = parameters.ReadLimit(), Cursor = parameters.Cursor }, cancellationToken));
}
