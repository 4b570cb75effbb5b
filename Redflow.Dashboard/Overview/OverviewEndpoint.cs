using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.FirstRun;
using Redflow.Dashboard.Palette;
using Redflow.Dashboard.Redaction;

namespace Redflow.Dashboard.Overview;

/// <summary><c>GET {dashboard}</c>: how the whole system is.</summary>
internal static class OverviewEndpoint
{
    public static void MapOverview(this IEndpointRouteBuilder pages) => pages.MapGet("/", ShowAsync).WithMetadata(new PageDepth(0));

    private static async Task<IResult> ShowAsync(OverviewReader reader, NameReader names, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        var state = await reader.ReadAsync(context.RequestAborted);
        return Pages.Show<OverviewPage, SystemState>(context, frame, state with
        {
            Queues = veil.Cover(state.Queues, frame.Viewer!),
            Samples = state.HasNoRuns ? await FindSamplesAsync(names, context.RequestAborted) : [],
        });
    }

    private static async Task<IReadOnlyList<SampleWorkflow>> FindSamplesAsync(NameReader names, CancellationToken cancellationToken)
    {
        var known = (await names.ReadAsync(cancellationToken)).Workflows.Select(workflow => workflow.Name).ToHashSet();
        return [.. SampleWorkflows.All.Where(sample => known.Contains(sample.Name))];
    }
}
