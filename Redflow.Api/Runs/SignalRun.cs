using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>POST /api/v1/runs/{id}/signal</c>: gives a run a signal. Idempotent with a key.</summary>
internal static class SignalRun
{
    /// <returns>200 when the run has it; a problem when its state does not allow it.</returns>
    public static async Task<Ok<SignalReply>> HandleAsync([AsParameters] RunOrder order, RedflowClient client, CancellationToken cancellationToken)
    {
        var (runId, signal, key) = await order.ReadAsync(SignalRequest.Read, cancellationToken);
        var result = await client.SignalRunAsync(runId, signal.Name!, signal.Payload ?? Payload.Null, IdOf(key), cancellationToken);
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
