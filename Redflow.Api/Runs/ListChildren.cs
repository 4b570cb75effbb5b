using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary><c>GET /api/v1/runs/{id}/children</c>: a page of a run's children, newest first, without payloads.</summary>
internal static class ListChildren
{
    public static async Task<Ok<RunPage>> HandleAsync(
        string id,
        [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50, Description = "Rows in a page.")] string? limit,
        [FromQuery(Name = "cursor")] string? cursor,
        RedflowClient client,
        CancellationToken cancellationToken)
    {
        var (parent, reader) = (RouteParameters.ReadRunId(id), new ParameterReader());
        var list = $"children {parent}";
        var query = new RunQuery { Parent = parent, Limit = reader.ReadLimit(limit) ?? new RunQuery().Limit, Cursor = BoundCursor.Read(reader, list, cursor) };
        reader.ThrowIfRefused();
        var page = await ListRuns.ReadAsync(query, client, cancellationToken);
        if (page is { Runs: [], NextCursor: null })
        {
            // No children, or no such run: then it is said.
            await client.GetRunAsync(parent, cancellationToken);
        }

        return TypedResults.Ok(page with { NextCursor = BoundCursor.Bind(list, page.NextCursor) });
    }
}
