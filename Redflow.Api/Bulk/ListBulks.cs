using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary><c>GET /api/v1/bulk</c>: a page of bulk operations, newest first.</summary>
internal static class ListBulks
{
    private const string List = "bulk";

    public static async Task<Ok<BulkList>> HandleAsync(
        [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50, Description = "Rows in a page.")] string? limit,
        [FromQuery(Name = "cursor")] string? cursor,
        RedflowClient client,
        CancellationToken cancellationToken)
    {
        var reader = new ParameterReader();
        var query = RedflowClient.BulkOperations with
        {
            Limit = reader.ReadLimit(limit) ?? new RunQuery().Limit,
            Cursor = BoundCursor.Read(reader, List, cursor),
            Include = RunPayloads.Input,
        };
        reader.ThrowIfRefused();
        var page = await ListRuns.ReadAsync(query, client, cancellationToken);
        return TypedResults.Ok(new BulkList(
            [.. page.Runs.Cast<RunRow>().Select(row => new BulkRow(row, BulkState.ReadRequest(row.Input)))], BoundCursor.Bind(List, page.NextCursor)));
    }
}
