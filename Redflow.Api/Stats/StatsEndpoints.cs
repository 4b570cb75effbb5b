using Redflow.Api.OpenApi;

namespace Redflow.Api.Stats;

/// <summary>Counts of runs, queues and workers; what happened over time; what fails.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api)
    {
        var stats = api.MapGroup("/stats").WithTags("stats");
        stats.MapGet("", GetStats.HandleAsync)
            .Describe("getStats", "Counts runs, queues and workers", "All at one moment.")
            .Answers(200, "The counts.");
        stats.MapGet("/series", GetSeries.HandleAsync)
            .Describe("getSeries", "Tells what happened to runs, step by step", "Minutes are kept for 7 days; at most 1,440 points are shown.")
            .Answers(200, "The points, oldest first, also where nothing happened.");
        stats.MapGet("/failures", ListFailures.HandleAsync)
            .Describe("listFailures", "Groups the kept runs that have failed", "By what they have in common (their fingerprint), those of the most runs first.")
            .Answers(200, "The groups.");
    }
}
