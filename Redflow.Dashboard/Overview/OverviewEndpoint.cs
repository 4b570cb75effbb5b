using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Redaction;

namespace Redflow.Dashboard.Overview;

/// <summary><c>GET {dashboard}</c>: how the whole system is.</summary>
internal static class OverviewEndpoint
{
    public static void MapOverview(this IEndpointRouteBuilder pages) => pages.MapGet("/", ShowAsync).WithMetadata(new PageDepth(0));

    private static async Task<IResult> ShowAsync(OverviewReader reader, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        var state = await reader.ReadAsync(context.RequestAborted);
        return Pages.Show<OverviewPage, SystemState>(context, frame, state with { Queues = veil.Cover(state.Queues, frame.Viewer!) });
    }
}
