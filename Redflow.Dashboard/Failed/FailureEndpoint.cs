using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Failed;

/// <summary><c>GET {dashboard}/failed</c>: the runs that have failed for good and are kept, grouped by what they have in common, those of the most runs first.</summary>
internal static class FailureEndpoint
{
    private const int PageSize = 20;

    public static void MapFailures(this IEndpointRouteBuilder pages) => pages.MapGet("/failed", ShowAsync).WithMetadata(new PageDepth(1));

    /// <summary>The list has no cursor: its order is by counts, which change. A page is what is behind the groups of those before it.</summary>
    private static async Task<IResult> ShowAsync(string? workflow, int? page, RedflowClient client, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        var number = Math.Clamp(page ?? 1, 1, RunQuery.MaxLimit / PageSize);
        var only = string.IsNullOrEmpty(workflow) ? null : workflow;
        var found = await client.ListFailuresAsync(new() { Workflow = only, Limit = number * PageSize }, context.RequestAborted);
        var list = new FailureList([.. found.Groups.Skip((number - 1) * PageSize)], only, number, found.IsCut && number < RunQuery.MaxLimit / PageSize, found.IsCut);
        return Pages.Show<FailedPage, FailureList>(context, frame, veil.Cover(list, frame.Viewer!));
    }
}
