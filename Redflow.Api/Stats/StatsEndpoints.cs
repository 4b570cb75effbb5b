namespace Redflow.Api.Stats;

/// <summary>Counts of runs, queues and workers; what happened over time; what fails.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api)
    {
        var stats = api.MapGroup("/stats");
        stats.MapGet("", GetStats.HandleAsync);
        stats.MapGet("/series", GetSeries.HandleAsync);
        stats.MapGet("/failures", ListFailures.HandleAsync);
    }
}
