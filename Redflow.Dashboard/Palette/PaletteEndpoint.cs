using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Palette;

/// <summary><c>GET {dashboard}/palette?q=…</c>: what the palette finds beside the pages and actions that a page has itself, as JSON.</summary>
internal static class PaletteEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapPalette(this IEndpointRouteBuilder dashboard) => dashboard.MapGet("/palette", FindAsync);

    private static async Task<IResult> FindAsync(string? q, PaletteFinder finder, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return TypedResults.Json(await finder.FindAsync(q ?? "", PageFrame.ViewerOf(context), context.RequestAborted), Json);
        }
        catch (RedflowException exception)
        {
            return TypedResults.Text(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
