using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/workflows/{name}/runs</c>: emits a run with the body as its input.</summary>
internal static class EmitRun
{
    /// <returns>202 with the new run; 200 with the run that has the idempotency key.</returns>
    public static async Task<Results<Accepted<Run>, Ok<Run>>> HandleAsync(
        string name,
        [AsParameters] EmitParameters parameters,
        HttpContext context,
        RedflowClient client,
        CancellationToken cancellationToken)
    {
        var workflow = RouteParameters.ReadWorkflow(name);
        var options = parameters.ToOptions();
        var input = await JsonBody.ReadInputAsync(context.Request, cancellationToken) ?? Payload.Null;
        var (run, alreadyExisted) = await client.EmitRunAsync(workflow, input, options, cancellationToken);
        var location = RunEndpoints.PathOf(run.Id);
        return alreadyExisted ? IdempotencyKey.Replay(context, location, run) : TypedResults.Accepted(location, run);
    }
}
