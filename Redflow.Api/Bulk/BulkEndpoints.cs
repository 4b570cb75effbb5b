using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary>Operations on all runs that match a filter, performed by workers.</summary>
internal static class BulkEndpoints
{
    public static void MapBulk(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/bulk").RefuseRepeatedParameters().WithTags("bulk").Refuses(Problems.InvalidParameter);
        bulk.MapPost("", StartBulk.HandleAsync)
            .Describe("startBulk", "Starts an operation on all runs that match a filter, or counts them", "Runs that are emitted after it are left alone.")
            .TakesBody(
                typeof(BulkStartRequest),
                "What to do, and to which runs: `{}` as the filter means all.",
                """{"operation":"retry","filter":{"workflow":"import","status":"failed"}}""",
                isRequired: true)
            .Answers(202, "The operation is stored; workers perform it.")
            .Answers(
                200,
                "With `preview`, the count. Else the operation that has the idempotency key; `Idempotent-Replayed` says so.",
                typeof(BulkView),
                typeof(BulkCount))
            .Refuses(Problems.UnknownWorkflow);
        bulk.MapGet("", ListBulks.HandleAsync)
            .Describe("listBulks", "Lists bulk operations", "Newest first.")
            .Answers(200, "A page of them.");
        bulk.MapGet("/{id}", GetBulk.HandleAsync)
            .Describe("getBulk", "Reads a bulk operation", "With what it has come to.")
            .Answers(200, "The operation.")
            .Refuses(Problems.BulkNotFound);
        bulk.MapPost("/{id}/abort", AbortBulk.HandleAsync)
            .Describe("abortBulk", "Stops a bulk operation", "Within its page of runs; what it has done stays done. Idempotent.")
            .TakesBody(typeof(ReasonRequest), "Why; empty for no reason.", """{"reason":"wrong filter"}""")
            .Answers(200, "It has ended, now (`canceled`) or before (`alreadyFinished`).")
            .Answers(202, "It is under way (`requested`): its worker is being told.")
            .Refuses(Problems.BulkNotFound);
    }

    /// <summary>The path of an operation, for <c>Location</c>.</summary>
    public static string PathOf(RunId id) => $"/api/v1/bulk/{id}";
}
