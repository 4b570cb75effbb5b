using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/workflows/{name}/runs</c>: emits a run with the body as its input.</summary>
internal static class EmitRun
{
    /// <summary>Says that the idempotency key was taken and the answer is the run that has it, as other APIs say it.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    private static readonly Payload NoInput = new("null"u8.ToArray());

    /// <returns>202 with the new run; 200 with the run that has the idempotency key.</returns>
    public static async Task<Results<Accepted<Run>, Ok<Run>>> HandleAsync(
        string name,
        [AsParameters] EmitParameters parameters,
        HttpContext context,
        RedflowClient client,
        IOptions<RedflowPayloadOptions> payloads,
        CancellationToken cancellationToken)
    {
        var workflow = RouteParameters.ReadWorkflow(name);
        var options = parameters.ToOptions();
        var input = await JsonBody.ReadAsync(context.Request, payloads.Value.MaxInputBytes, cancellationToken) ?? NoInput;
        var handle = await client.EmitWorkflowAsync(workflow, input, options, cancellationToken);
        var run = await handle.GetStateAsync(cancellationToken);
        var location = RunEndpoints.PathOf(run.Id);
        if (!handle.AlreadyExisted)
        {
            return TypedResults.Accepted(location, run);
        }

        context.Response.Headers.Location = location;
        context.Response.Headers[ReplayedHeader] = "true";
        return TypedResults.Ok(run);
    }
}
