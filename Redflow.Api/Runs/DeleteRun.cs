using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>DELETE /api/v1/runs/{id}</c>: deletes a run that has ended.</summary>
internal static class DeleteRun
{
    public static async Task<NoContent> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken)
    {
        var runId = RouteParameters.ReadRunId(id);
        return await client.DeleteRunAsync(runId, cancellationToken) switch
        {
            DeleteResult.Deleted => TypedResults.NoContent(),
            DeleteResult.NotFinished => throw await RunConflict.OfAsync(runId, "The run has not ended: it was not deleted. Cancel it first.", client, cancellationToken),
            _ => throw new RunNotFoundException(runId),
        };
    }
}
