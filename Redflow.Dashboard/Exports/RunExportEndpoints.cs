using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Exports;

/// <summary>
/// <c>GET {dashboard}/runs/export.csv</c> and <c>.json</c>: what a search finds, written as it is read. What is wrong with the search, or with Redis, is said on
/// a page, as long as nothing is written; later, the connection breaks, so that no half of a file passes for the whole.
/// </summary>
internal static class RunExportEndpoints
{
    /// <summary>The header that says how many runs a file has at most.</summary>
    public const string LimitHeader = "Redflow-Export-Limit";

    public static void MapRunExports(this IEndpointRouteBuilder pages)
    {
        var exports = pages.MapGroup("/runs").WithMetadata(new PageDepth(2));
        exports.MapGet("/export.csv", (string? q, RunFinder finder, RunExport export, TimeProvider time, HttpContext context) =>
            AnswerAsync(new(q, "csv", "text/csv; charset=utf-8", WriteCsvAsync), finder, export, time, context));
        exports.MapGet("/export.json", (string? q, RunFinder finder, RunExport export, TimeProvider time, HttpContext context) =>
            AnswerAsync(new(q, "json", "application/json; charset=utf-8", WriteJsonAsync), finder, export, time, context));
    }

    private static async Task<IResult> AnswerAsync(Request request, RunFinder finder, RunExport export, TimeProvider time, HttpContext context)
    {
        var now = time.GetUtcNow();
        var search = await finder.ReadAsync(request.Text, now, context.RequestAborted);
        if (search.Mistakes.Count > 0)
        {
            return Pages.Show<RefusalPage, Failure>(
                context, PageFrame.Of(context), new("This can't be exported", string.Join(' ', search.Mistakes)), StatusCodes.Status400BadRequest);
        }

        var first = await export.BeginAsync(search.Query, context.RequestAborted);
        context.Response.Headers[LimitHeader] = RunExport.MaxRuns.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var source = new Source(search, first, now, export, PageFrame.ViewerOf(context), context.RequestAborted);
        return TypedResults.Stream(
            async output =>
            {
                if (!await request.Write(source, output))
                {
                    context.Abort();
                }
            },
            request.Type,
            $"redflow-runs-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{request.Extension}");
    }

    private static async Task<bool> WriteCsvAsync(Source source, Stream output)
    {
        await source.WriteAsync(output, RunCsv.Header);
        return await source.CopyAsync(runs => source.WriteAsync(output, RunCsv.Lines(runs))) is not null;
    }

    private static async Task<bool> WriteJsonAsync(Source source, Stream output)
    {
        await source.WriteAsync(
            output, $$"""{"at":{{JsonSerializer.Serialize(source.At)}},"query":{{JsonSerializer.Serialize(source.Search.Text)}},"limit":{{RunExport.MaxRuns}},"runs":[""");
        var isFirst = true;
        var isCut = await source.CopyAsync(runs =>
        {
            var rows = string.Join(",\n", runs.Select(run => JsonSerializer.Serialize(run, Veil.Json)));
            var begin = rows.Length == 0 || isFirst ? "" : ",\n";
            isFirst &= rows.Length == 0;
            return source.WriteAsync(output, begin + rows);
        });
        await source.WriteAsync(output, $$"""],"isCut":{{(isCut == true ? "true" : "false")}}}""");
        return isCut is not null;
    }

    /// <summary>What is asked for.</summary>
    private sealed record Request(string? Text, string Extension, string Type, Func<Source, Stream, Task<bool>> Write);

    /// <summary>Where the runs come from.</summary>
    private sealed record Source(RunSearch Search, RunPage First, DateTimeOffset At, RunExport Export, DashboardViewer Viewer, CancellationToken Aborted)
    {
        public Task<bool?> CopyAsync(Func<IReadOnlyList<RunSummary>, Task> write) => Export.WriteAsync(Search.Query, First, Viewer, write, Aborted);

        public Task WriteAsync(Stream output, string text) => output.WriteAsync(Encoding.UTF8.GetBytes(text), Aborted).AsTask();
    }
}
