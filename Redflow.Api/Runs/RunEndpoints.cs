using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>The runs: emitted under their workflow, read and changed under their id.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflows/{name}/runs", EmitRun.HandleAsync).RefuseRepeatedParameters(EmitParameters.TagParameter).WithTags("runs")
            .Describe(
                "emitRun",
                "Emits a run",
                "Whoever may send a request twice should send an idempotency key. After 503 the run may exist all the same: send the same "
                + "request with the same key again.")
            .TakesBody(
                typeof(Payload),
                "The input: JSON, checked against the schema that workers have registered for the workflow, and kept byte for byte. Empty means `null`.",
                """{"userId":"user_123"}""")
            .Answers(202, "The run is stored.")
            .Answers(
                200,
                "A run of this workflow with this idempotency key is kept: it is the answer, whatever the input, and nothing was created. "
                + "`Idempotent-Replayed` says so.")
            .Refuses(Problems.InvalidInput, Problems.EngineName, Problems.UnknownWorkflow, Problems.IdempotencyKeyTaken, Problems.QueueFull);
        var runs = api.MapGroup("/runs").RefuseRepeatedParameters().WithTags("runs").Refuses(Problems.InvalidParameter);
        runs.MapReads();
        runs.MapChanges();
    }

    /// <summary>The path of a run, for <c>Location</c>.</summary>
    public static string PathOf(RunId id) => $"/api/v1/runs/{id}";

    private static void MapReads(this RouteGroupBuilder runs)
    {
        runs.MapGet("", ListRuns.HandleAsync)
            .Describe(
                "listRuns",
                "Lists runs",
                "Newest first, a page at a time, without payloads unless `fields` asks for them. All filters hold together. A page may "
                + "have fewer rows than `limit` before the last one, which alone has no `nextCursor`.")
            .Answers(200, "A page. Its rows have what `fields` asks for, and then also `omitted`: what was left out because it is too large.", typeof(RunRowPage));
        runs.MapGet("/{id}", GetRun.HandleAsync)
            .Describe("getRun", "Reads a run", "With its payloads, and why it waits. A run is kept for its workflow's retention after its end.")
            .Answers(200, "The run.")
            .Refuses(Problems.RunNotFound);
        runs.MapGet("/{id}/steps", ListSteps.HandleAsync)
            .Describe("listSteps", "Reads a run's steps", "In the order in which the handler reached them.")
            .Answers(200, "The steps.")
            .Refuses(Problems.RunNotFound);
        runs.MapGet("/{id}/timeline", GetTimeline.HandleAsync)
            .Describe("getTimeline", "Reads what happened in a run and when", "What a waterfall is drawn of, without payloads and stack traces.")
            .Answers(200, "The timeline.")
            .Refuses(Problems.RunNotFound);
        runs.MapGet("/{id}/logs", ListLogs.HandleAsync)
            .Describe("listLogs", "Lists what a run has logged", "Oldest first; the last 100 lines are kept.")
            .Answers(200, "A page of the log.")
            .Refuses(Problems.RunNotFound);
        runs.MapGet("/{id}/children", ListChildren.HandleAsync)
            .Describe("listChildren", "Lists a run's children", "Newest first, without payloads.")
            .Answers(200, "A page of them.")
            .Refuses(Problems.RunNotFound);
        runs.MapGet("/{id}/result", GetResult.HandleAsync)
            .Describe("getResult", "Reads a run's output, or waits for it", "With `wait`, the answer comes when the run ends or the time is over.")
            .Answers(200, "It succeeded: its output.")
            .Answers(202, "It goes on: ask again.")
            .Refuses(Problems.RunNotFound, Problems.RunFailed, Problems.RunCanceled);
    }

    private static void MapChanges(this RouteGroupBuilder runs)
    {
        runs.MapPost("/{id}/cancel", CancelRun.HandleAsync)
            .Describe("cancelRun", "Cancels a run", "Idempotent. A handler that returns its result all the same ends `succeeded`.")
            .TakesBody(typeof(ReasonRequest), "Why; empty for no reason.", """{"reason":"ordered twice"}""")
            .Answers(200, "It has ended, now (`canceled`) or before (`alreadyFinished`).")
            .Answers(202, "It is running (`requested`): its handler's token is being canceled.")
            .Refuses(Problems.RunNotFound);
        runs.MapPost("/{id}/retry", RetryRun.HandleAsync)
            .Describe("retryRun", "Puts a failed or canceled run back into its queue", "Its finished steps stay.")
            .Answers(202, "It is back in its queue.")
            .Refuses(Problems.RunNotFound, Problems.RunConflict);
        runs.MapPost("/{id}/rerun", RerunRun.HandleAsync)
            .Describe(
                "rerunRun",
                "Makes a new run of another one",
                "With an idempotency key, the same request for the same run is the same new run while that is kept, whatever the body.")
            .TakesBody(
                typeof(RerunRequest),
                "Where to begin, and with what input; empty repeats the run as it was.",
                """{"fromStep":"charge","input":{"amount":5}}""")
            .Answers(202, "The new run.")
            .Refuses(Problems.InvalidInput, Problems.EngineName, Problems.RunNotFound, Problems.StepNotFound, Problems.UnknownWorkflow, Problems.QueueFull);
        runs.MapPost("/{id}/signal", SignalRun.HandleAsync)
            .Describe(
                "signalRun",
                "Gives a run a signal",
                "A step that waits for the name gets it, or it is kept until one does. With an idempotency key, it is given once.")
            .TakesBody(typeof(SignalRequest), "The signal.", """{"name":"approve","payload":{"by":"Ada"}}""", isRequired: true)
            .Answers(200, "The run has it.")
            .Refuses(Problems.RunNotFound, Problems.RunConflict);
        runs.MapDelete("/{id}", DeleteRun.HandleAsync)
            .Describe("deleteRun", "Deletes a run that has ended", "With all that points to it.")
            .Answers(204, "It is deleted.")
            .Refuses(Problems.RunNotFound, Problems.RunConflict);
    }
}
