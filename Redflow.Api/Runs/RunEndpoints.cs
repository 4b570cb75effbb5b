using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>The runs: emitted under their workflow, read and changed under their id.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflows/{name}/runs", EmitRun.HandleAsync);
        var runs = api.MapGroup("/runs");
        runs.MapGet("", ListRuns.HandleAsync);
        runs.MapGet("/{id}", GetRun.HandleAsync);
        runs.MapGet("/{id}/steps", ListSteps.HandleAsync);
        runs.MapGet("/{id}/result", GetResult.HandleAsync);
        runs.MapPost("/{id}/cancel", CancelRun.HandleAsync);
    }

    /// <summary>The path of a run, for <c>Location</c>.</summary>
    public static string PathOf(RunId id) => $"/api/v1/runs/{id}";
}
