using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>The runs: emitted under their workflow, read and changed under their id.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflows/{name}/runs", EmitRun.HandleAsync).RefuseRepeatedParameters(EmitParameters.TagParameter);
        var runs = api.MapGroup("/runs").RefuseRepeatedParameters();
        runs.MapGet("", ListRuns.HandleAsync);
        runs.MapGet("/{id}", GetRun.HandleAsync);
        runs.MapGet("/{id}/steps", ListSteps.HandleAsync);
        runs.MapGet("/{id}/timeline", GetTimeline.HandleAsync);
        runs.MapGet("/{id}/logs", ListLogs.HandleAsync);
        runs.MapGet("/{id}/children", ListChildren.HandleAsync);
        runs.MapGet("/{id}/result", GetResult.HandleAsync);
        runs.MapPost("/{id}/cancel", CancelRun.HandleAsync);
        runs.MapPost("/{id}/retry", RetryRun.HandleAsync);
        runs.MapPost("/{id}/rerun", RerunRun.HandleAsync);
        runs.MapPost("/{id}/signal", SignalRun.HandleAsync);
        runs.MapDelete("/{id}", DeleteRun.HandleAsync);
    }

    /// <summary>The path of a run, for <c>Location</c>.</summary>
    public static string PathOf(RunId id) => $"/api/v1/runs/{id}";
}
