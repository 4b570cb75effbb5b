using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary>Counts of runs, queues and workers.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api) => api.MapGet("/stats", GetAsync);

    /// <summary><c>GET /api/v1/stats</c>: everything counted at one moment.</summary>
    private static async Task<Ok<RunStats>> GetAsync(RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.GetStatsAsync(cancellationToken));
}
