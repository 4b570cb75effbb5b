using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs</c>: a page of runs, newest first, without payloads.</summary>
internal static class ListRuns
{
    public static async Task<Ok<RunPage>> HandleAsync(
        [AsParameters] ListParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        try
        {
            return TypedResults.Ok(await client.ListRunsAsync(query, cancellationToken));
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(RunQuery.Cursor))
        {
            // Only the store can read a cursor.
            var reader = new ParameterReader();
            reader.Refuse("cursor", "has to be the nextCursor of a page of the same list");
            reader.ThrowIfRefused();
            throw;
        }
    }
}
