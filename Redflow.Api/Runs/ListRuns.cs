using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs</c>: a page of runs, newest first, without payloads unless they are asked for.</summary>
internal static class ListRuns
{
    public static async Task<Results<Ok<RunPage>, Ok<RunRowPage>>> HandleAsync(
        [AsParameters] ListParameters parameters, RedflowClient client, CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        var page = await ReadAsync(query, client, cancellationToken);
        var next = BoundCursor.Bind(parameters.List, page.NextCursor);
        return query.Include == RunPayloads.None
            ? TypedResults.Ok(page with { NextCursor = next })
            : TypedResults.Ok(new RunRowPage([.. page.Runs.Select(row => new RunRowView((RunRow)row, query.Include))], next));
    }

    /// <exception cref="ProblemException">The cursor is not one of the store's, which only it can tell.</exception>
    public static async Task<RunPage> ReadAsync(RunQuery query, RedflowClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListRunsAsync(query, cancellationToken);
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(RunQuery.Cursor))
        {
            throw ParameterReader.Refusal("cursor", BoundCursor.Rule);
        }
    }
}
