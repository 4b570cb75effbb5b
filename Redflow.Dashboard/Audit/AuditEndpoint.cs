using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Auditing;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Audit;

/// <summary><c>GET {dashboard}/audit</c>: who has changed what, for those who may know.</summary>
internal static class AuditEndpoint
{
    public static void MapAudit(this IEndpointRouteBuilder pages) => pages.MapGet("/audit", ShowAsync).WithMetadata(new PageDepth(1));

    /// <summary>A place that is none of this list begins it again: somebody has changed the address.</summary>
    private static async Task<IResult> ShowAsync(string? q, string? outcome, string? cursor, AuditReader reader, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return frame.Viewer!.SeesAudit
            ? Pages.Show<AuditLogPage, AuditList>(
                context, frame, await reader.ReadAsync(AuditSearch.Of(q, outcome), AuditQuery.IsCursor(cursor) ? cursor : null, context.RequestAborted))
            : Pages.Show<RefusalPage, Failure>(
                context,
                frame,
                new("The audit log is for admins", "It tells who has changed what, when and from where. Sign in with the key of an admin to read it."),
                StatusCodes.Status403Forbidden);
    }
}
