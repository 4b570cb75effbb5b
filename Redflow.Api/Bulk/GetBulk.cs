using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary><c>GET /api/v1/bulk/{id}</c>: a bulk operation and what it has come to.</summary>
internal static class GetBulk
{
    public static async Task<Ok<BulkView>> HandleAsync(string id, RedflowClient client, CancellationToken cancellationToken) =>
        TypedResults.Ok(new BulkView(await client.GetBulkAsync(ReadId(id), cancellationToken)));

    /// <exception cref="ProblemException">The text is not an operation's id.</exception>
    public static RunId ReadId(string text) => RunId.TryParse(text, null, out var id)
        ? id
        : throw new ProblemException(Problems.BulkNotFound.With(
            $"This path names no bulk operation: an id is {RunId.Length} characters of 0-9 and a-z without i, l, o and u."));
}
