using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Bulk;

/// <summary><c>POST /api/v1/bulk</c>: starts an operation on all runs that match a filter, or counts them. Idempotent with a key.</summary>
internal static class StartBulk
{
    /// <returns>202 with the new operation; 200 with the one that has the key, or with the count.</returns>
    public static async Task<Results<Accepted<BulkView>, Ok<BulkView>, Ok<BulkCount>>> HandleAsync(
        [FromQuery(Name = "preview"), Takes(ParameterKind.Flag, Default = false, Description = "Whether to count the runs and start nothing.")] string? preview,
        [FromHeader(Name = IdempotencyKey.Header)] string? key,
        HttpContext context,
        RedflowClient client,
        IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        var reader = new ParameterReader();
        var isPreview = reader.Read<bool>("preview", preview, bool.TryParse, "true or false") ?? false;
        var idempotencyKey = IdempotencyKey.Read(reader, key);
        var request = BulkStartRequest.Read(await JsonBody.ReadAsync(context.Request, cancellationToken), reader);
        reader.ThrowIfRefused();
        if (isPreview)
        {
            var count = await client.PreviewBulkAsync(request, options.Value.MaxPreview, cancellationToken);
            return TypedResults.Ok(new BulkCount(count.Count, !count.IsWhole));
        }

        var handle = await client.StartBulkAsync(request, idempotencyKey, cancellationToken);
        var (location, view) = (BulkEndpoints.PathOf(handle.Id), new BulkView(await client.GetBulkAsync(handle.Id, cancellationToken)));
        return handle.AlreadyExisted ? IdempotencyKey.Replay(context, location, view) : TypedResults.Accepted(location, view);
    }
}
