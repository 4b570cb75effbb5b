using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/runs/{id}/rerun</c>: makes a new run of another one. Idempotent with a key.</summary>
internal static class RerunRun
{
    /// <returns>202 with the new run, or with the one that was made with this key.</returns>
    public static async Task<Accepted<Run>> HandleAsync(
        string id,
        [FromHeader(Name = IdempotencyKey.Header)] string? key,
        HttpRequest request,
        RedflowClient client,
        IOptions<RedflowPayloadOptions> payloads,
        CancellationToken cancellationToken)
    {
        var (runId, reader) = (RouteParameters.ReadRunId(id), new ParameterReader());
        var body = await JsonBody.ReadAsync(request, payloads.Value.MaxInputBytes + RedflowPayloadOptions.DefaultMaxBytes, cancellationToken);
        var (rerun, idempotencyKey) = (RerunRequest.Read(body, reader), IdempotencyKey.Read(reader, key));
        reader.ThrowIfRefused();
        EngineNames.ThrowIfOurs((await client.GetRunAsync(runId, cancellationToken)).Workflow);
        var handle = await client.RerunAsync(runId, rerun.Edited, rerun.FromStep, idempotencyKey, cancellationToken);
        return TypedResults.Accepted(RunEndpoints.PathOf(handle.Id), await handle.GetStateAsync(cancellationToken));
    }
}
