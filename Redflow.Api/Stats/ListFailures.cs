using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;

namespace Redflow.Api.Stats;

/// <summary><c>GET /api/v1/stats/failures</c>: the kept runs that have failed, grouped by fingerprint.</summary>
internal static class ListFailures
{
    public static async Task<Ok<FailureList>> HandleAsync(
        [AsParameters] FailureParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var page = await client.ListFailuresAsync(parameters.ToQuery(), cancellationToken);
        return TypedResults.Ok(new FailureList([.. page.Groups.Select(FailureRow.Of)], page.IsCut));
    }
}
