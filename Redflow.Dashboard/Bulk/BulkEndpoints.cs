using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Bulk;

/// <summary>The pages of bulk jobs.</summary>
internal static class BulkEndpoints
{
    private const int PageSize = 25;

    public static void MapBulk(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/bulk", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/bulk/new", PlanAsync).WithMetadata(new PageDepth(2));
        pages.MapGet("/bulk/{id}", ShowAsync).WithMetadata(new PageDepth(2));
        pages.MapBulkActions();
    }

    /// <summary><c>GET {dashboard}/bulk</c>: a page of the bulk jobs, newest first.</summary>
    private static async Task<IResult> ListAsync(string? cursor, RunFinder finder, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        var query = RedflowClient.BulkOperations with { Limit = PageSize, Cursor = cursor, Include = RunPayloads.Input | RunPayloads.Output | RunPayloads.Progress };
        var page = await finder.FindAsync(query, context.RequestAborted);
        var lines = new BulkList([.. page.Runs.Cast<RunRow>().Select(BulkLine.Of)], page.NextCursor, cursor is null);
        return Pages.Show<BulkListPage, BulkList>(context, frame, veil.Cover(lines, frame.Viewer!));
    }

    /// <summary><c>GET {dashboard}/bulk/new</c>: what an operation would go through, and the button that starts it.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="of">Whether to take what the search finds; otherwise, the runs that are named.</param>
    /// <param name="q">The search.</param>
    /// <param name="id">The runs.</param>
    /// <param name="planner">Finds them.</param>
    /// <param name="context">The request.</param>
    private static async Task<IResult> PlanAsync(
        [FromQuery(Name = BulkFields.Operation)] string? operation, string? of, string? q, string[]? id, BulkPlanner planner, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        if (BulkWords.Parse(operation) is not { } known)
        {
            return Pages.Show<RefusalPage, Failure>(
                context, frame, new("There is no such operation", "Runs can be retried, canceled or deleted. Choose one on the page of runs."), StatusCodes.Status400BadRequest);
        }

        if (of == BulkFields.Search)
        {
            return Show(context, frame, await planner.PlanAsync(known, q ?? "", frame.Now, frame.Viewer!, context.RequestAborted));
        }

        return id is { Length: > 0 and <= BulkPlanner.MaxChosen }
            ? Show(context, frame, await planner.PlanAsync(known, new SearchTerm("id", string.Join(',', id)).ToString(), frame.Now, frame.Viewer!, context.RequestAborted))
            : Show(context, frame, BulkPlan.Refused(
                known,
                RunSearch.Parse(q, frame.Now),
                id is null or [] ? "No run is checked. Check some, or choose everything that the search finds." : $"Check {BulkPlanner.MaxChosen} runs at most, or search for them."));
    }

    /// <summary><c>GET {dashboard}/bulk/{id}</c>: a bulk job and what it has come to.</summary>
    private static async Task<IResult> ShowAsync(string id, RedflowClient client, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        return RunId.TryParse(id, null, out var runId)
            ? Pages.Show<BulkJobPage, BulkJob>(
                context, frame, veil.Cover(BulkJob.Of(await client.GetBulkAsync(runId, context.RequestAborted)), frame.Viewer!))
            : Pages.Show<RefusalPage, Failure>(
                context, frame, new("There is no such bulk job", "A job's id is 23 letters and digits. This is none."), StatusCodes.Status404NotFound);
    }

    public static IResult Show(HttpContext context, PageFrame frame, BulkPlan plan) => Pages.Show<BulkPlanPage, BulkPlan>(
        context, frame, plan, plan.Mistakes.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
