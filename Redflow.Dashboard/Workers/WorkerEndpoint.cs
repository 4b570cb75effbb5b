using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Redaction;
using Redflow.Workers;

namespace Redflow.Dashboard.Workers;

/// <summary><c>GET {dashboard}/workers</c>: who runs what there is to run.</summary>
internal static class WorkerEndpoint
{
    public static void MapWorkers(this IEndpointRouteBuilder pages) => pages.MapGet("/workers", ShowAsync).WithMetadata(new PageDepth(1));

    private static async Task<IResult> ShowAsync(WorkerReader reader, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return Pages.Show<WorkersPage, WorkerPage>(context, frame, veil.Cover(await reader.ReadAsync(context.RequestAborted), frame.Viewer!));
    }
}
