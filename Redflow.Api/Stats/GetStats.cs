using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Stats;

/// <summary><c>GET /api/v1/stats</c>: everything counted at one moment.</summary>
internal static class GetStats
{
    public static async Task<Ok<RunStats>> HandleAsync(RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(await client.GetStatsAsync(cancellationToken));
}
