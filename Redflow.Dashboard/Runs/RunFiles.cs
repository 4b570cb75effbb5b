using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>A run, and each of its payloads, as JSON: to be read as text, copied and kept.</summary>
internal static class RunFiles
{
    public const string Input = "input";
    public const string Output = "output";
    public const string Status = "status";

    public static void MapRunFiles(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/runs/{id}/export", ExportAsync).WithMetadata(new PageDepth(3));
        pages.MapGet("/runs/{id}/payload", ShowAsync).WithMetadata(new PageDepth(3));
    }

    /// <summary>The address of a payload's text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="of">Which of its payloads.</param>
    public static string UrlOf(RunId run, string of) => $"runs/{run}/payload?of={of}";

    /// <summary>The address of the text of a step's result.</summary>
    public static string UrlOfStep(RunId run, string step) => $"runs/{run}/payload?step={Uri.EscapeDataString(step)}";

    /// <summary><c>GET {dashboard}/runs/{id}/export</c>: the run with its steps, log and timeline, to keep.</summary>
    private static async Task<IResult> ExportAsync(RunId id, RunReader reader, HttpContext context) =>
        Json(context, JsonLayout.Indent(await reader.ExportAsync(id, PageFrame.ViewerOf(context), context.RequestAborted)), $"run-{id}.json", isKept: true);

    /// <summary><c>GET {dashboard}/runs/{id}/payload</c>: one of its payloads, to read.</summary>
    private static async Task<IResult> ShowAsync(RunId id, string? of, string? step, RunReader reader, HttpContext context)
    {
        var stored = await reader.ReadStoredAsync(id, PageFrame.ViewerOf(context), context.RequestAborted);
        return Find(stored, of, step) is { } payload
            ? Json(context, JsonLayout.Indent(payload.Utf8), $"{(step is null ? of : "result")}-{id}.json", isKept: false)
            : TypedResults.Text("The run has no such payload.", statusCode: StatusCodes.Status404NotFound);
    }

    private static Payload? Find(StoredRun stored, string? of, string? step) => (of, step) switch
    {
        (_, { } name) => stored.Steps.FirstOrDefault(other => other.Name == name)?.Output,
        (Input, _) => stored.Run.Input,
        (Output, _) => stored.Run.Output,
        (Status, _) => stored.Run.CustomStatus,
        _ => null,
    };

    private static ContentHttpResult Json(HttpContext context, byte[] utf8, string file, bool isKept)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.ContentDisposition = $"{(isKept ? "attachment" : "inline")}; filename=\"{file}\"";
        return TypedResults.Text(Encoding.UTF8.GetString(utf8), MediaTypeNames.Application.Json, Encoding.UTF8);
    }
}
