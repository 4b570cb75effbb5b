using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>Says that a run's state does not allow what was asked for.</summary>
internal static class RunConflict
{
    /// <param name="id">The run.</param>
    /// <param name="detail">What is in the way, and what to do.</param>
    /// <param name="client">Reads the status, for programs.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ProblemException> OfAsync(RunId id, string detail, RedflowClient client, CancellationToken cancellationToken)
    {
        var run = await client.FindRunAsync(id, cancellationToken);
        return new(Problems.RunConflict.With(detail, ("runId", id), ("runStatus", run?.Status)));
    }
}
