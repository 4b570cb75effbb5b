using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}/result</c>: a run's output, waited for by long poll.</summary>
internal static class GetResult
{
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <returns>200 with the output; 202 with the run while it goes on; a problem when it ended without an output.</returns>
    public static async Task<Results<Ok<Payload>, Accepted<Run>, ProblemHttpResult>> HandleAsync(
        string id,
        [FromQuery(Name = "wait"), Takes(ParameterKind.Duration, Default = "0s", Description = "How long to wait for the run's end, up to `60s`.")] string? wait,
        RedflowClient client,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken)
    {
        var runId = RouteParameters.ReadRunId(id);
        var outcome = await WaitAsync(client, runId, ReadWait(wait), lifetime.ApplicationStopping, cancellationToken);
        return outcome switch
        {
            RunOutcome.Succeeded succeeded => TypedResults.Ok(succeeded.Output),
            RunOutcome.Failed failed => TypedResults.Problem(Problems.RunFailed.With(
                failed.Error.Message, ("runId", runId), ("error", new { failed.Error.Type, failed.Error.Message }))),
            RunOutcome.Canceled canceled => TypedResults.Problem(Problems.RunCanceled.With(
                canceled.Reason ?? "No reason was given.", ("runId", runId), ("reason", canceled.Reason))),
            _ => TypedResults.Accepted(RunEndpoints.PathOf(runId), await client.GetRunAsync(runId, cancellationToken)),
        };
    }

    /// <summary>A poll that is open when the host stops is answered at once: it would hold the shutdown up for its whole wait.</summary>
    private static async Task<RunOutcome?> WaitAsync(
        RedflowClient client, RunId id, TimeSpan wait, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            return await client.WaitForRunAsync(id, wait, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static TimeSpan ReadWait(string? text)
    {
        var reader = new ParameterReader();
        var wait = reader.Read<TimeSpan>("wait", text, TryParseWait, $"{Duration.Forms}, up to {MaxWait.TotalSeconds}s");
        reader.ThrowIfRefused();
        return wait ?? TimeSpan.Zero;
    }

    private static bool TryParseWait(string text, out TimeSpan wait) => Duration.TryParse(text, out wait) && wait <= MaxWait;
}
