using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Auth;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Auditing;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Api.Audit;

/// <summary>The audit log, for admins.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit", ListAsync).RequireAdmin().WithTags("audit")
        .Describe(
            "listAudit",
            "Lists the changes that were made through the API",
            "Every request that could change something and was let in, with its outcome, newest first. The last 10,000 are kept, for 90 days.")
        .Answers(200, "A page of them.");

    /// <summary>Has every change of a group noted.</summary>
    public static void NoteChanges(this RouteGroupBuilder api) => api.AddEndpointFilter<RouteGroupBuilder, AuditFilter>();

    /// <summary><c>GET /api/v1/audit</c>: a page of the changes that were made through the API, newest first.</summary>
    private static async Task<Ok<AuditList>> ListAsync(
        [FromQuery(Name = "limit"), Takes(ParameterKind.Number, From = 1, To = RunQuery.MaxLimit, Default = 50, Description = "Rows in a page.")] string? limit,
        [FromQuery(Name = "cursor")] string? cursor,
        IRedflowStore store,
        CancellationToken cancellationToken)
    {
        var reader = new ParameterReader();
        var query = new AuditQuery
        {
            Limit = reader.ReadLimit(limit) ?? new AuditQuery().Limit,
            Cursor = reader.ReadCursor(cursor, AuditQuery.IsCursor),
        };
        reader.ThrowIfRefused();
        var page = await store.ListAuditAsync(query, cancellationToken);
        return TypedResults.Ok(new AuditList([.. page.Entries.Select(AuditRow.Of)], page.NextCursor));
    }
}
