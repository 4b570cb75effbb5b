using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Bulk;

/// <summary><c>GET /api/v1/bulk/{id}</c>: a bulk operation and what it has come to.</summary>
internal static class GetBulk
{
    public static async Task<Ok<BulkView>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new BulkView(await client.GetBulkAsync(RouteParameters.ReadBulkId(id), cancellationToken)));
}
