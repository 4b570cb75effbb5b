using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Exports;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>The pages of runs.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/runs", ListAsync).WithMetadata(new PageDepth(1));
        pages.MapGet("/runs/{id}", ShowAsync).WithMetadata(new PageDepth(2));
        pages.MapRunFiles();
        pages.MapRunExports();
        pages.MapVocabulary();
        pages.MapRunActions();
    }

    /// <summary><c>GET {dashboard}/runs</c>: a page of the runs that a search finds, newest first.</summary>
    private static async Task<IResult> ListAsync(string? q, string? cursor, RedflowClient client, RunFinder finder, Veil veil, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        var search = await finder.ReadAsync(q, frame.Now, context.RequestAborted);
        return Pages.Show<RunsPage, RunList>(context, frame, new(
            search,
            veil.Cover(await finder.FindAsync(search.Query with { Cursor = cursor }, context.RequestAborted), frame.Viewer!),
            cursor is null,
            search.IsCounted ? await client.GetStatsAsync(context.RequestAborted) : null,
            SavedView.Read(context.Request)));
    }

    /// <summary><c>GET {dashboard}/runs/{id}</c>: what happens in a run.</summary>
    private static async Task<IResult> ShowAsync(string id, RunReader reader, RecipeWriter recipes, HttpContext context)
    {
        var frame = PageFrame.Of(context);
        if (!RunId.TryParse(id, null, out var runId))
        {
            return Pages.Show<RefusalPage, Failure>(
                context, frame, new("There is no such run", "A run's id is 23 letters and digits. This is none."), StatusCodes.Status404NotFound);
        }

        var shown = await reader.ReadAsync(RunAddress.Read(runId, context.Request.Query), frame.Viewer!, context.RequestAborted);
        return Pages.Show<RunDetailPage, ShownRun>(context, frame, shown with { Recipe = recipes.Write(shown.Run, frame.Viewer!, context) });
    }
}
