using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;

namespace Redflow.Api.Stats;

/// <summary><c>GET /api/v1/stats/series</c>: what happened to runs, step by step.</summary>
internal static class GetSeries
{
    public static async Task<Ok<Series>> HandleAsync(
        [AsParameters] SeriesParameters parameters, RedflowClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var span = parameters.Read(time.GetUtcNow());
        return TypedResults.Ok(Series.Of(span, await client.ListMinutesAsync(span.From, span.To, cancellationToken)));
    }
}
