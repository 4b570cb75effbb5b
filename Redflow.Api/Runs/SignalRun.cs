using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/runs/{id}/signal</c>: gives a run a signal. Idempotent with a key.</summary>
internal static class SignalRun
{
    /// <returns>200 when the run has it; a problem when its state does not allow it.</returns>
    public static async Task<Ok<SignalReply>> HandleAsync(
        string id,
        [FromHeader(Name = IdempotencyKey.Header)] string? key,
        HttpRequest request,
        RedflowClient client,
        IOptions<RedflowPayloadOptions> payloads,
        CancellationToken cancellationToken)
    {
        var (runId, reader) = (RouteParameters.ReadRunId(id), new ParameterReader());
        var body = await JsonBody.ReadAsync(request, payloads.Value.MaxInputBytes + RedflowPayloadOptions.DefaultMaxBytes, cancellationToken);
        var (signal, idempotencyKey) = (SignalRequest.Read(body, reader), IdempotencyKey.Read(reader, key));
        reader.ThrowIfRefused();
        var result = await client.SignalRunAsync(runId, signal.Name!, signal.Carried, IdOf(idempotencyKey), cancellationToken);
        return result switch
        {
            SignalResult.Delivered => TypedResults.Ok(new SignalReply(result)),
            SignalResult.AlreadyFinished => throw await RunConflict.OfAsync(runId, "The run has ended: the signal was not stored.", client, cancellationToken),
            SignalResult.Full => throw await RunConflict.OfAsync(
                runId, "The run has taken as many signals as a run may: this one was not stored. Emit a new run, or send events.", client, cancellationToken),
            _ => throw new InvalidOperationException($"There is no answer to {result}."),
        };
    }

    /// <summary>The signal's id: a run keeps those that it was given, so a key need not be unique beyond it.</summary>
    private static Guid? IdOf(string? key) => key is null ? null : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
