using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Queries;

/// <summary><c>GET {dashboard}/runs/words</c>: what the query bar offers to write, asked for when it gets the focus. Names are shown to all viewers.</summary>
internal static class VocabularyEndpoint
{
    public static void MapVocabulary(this IEndpointRouteBuilder pages) => pages.MapGet("/runs/words", ReadAsync).WithMetadata(new PageDepth(2));

    private static async Task<IResult> ReadAsync(Vocabulary vocabulary, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(await vocabulary.ReadAsync(context.RequestAborted), JsonSerializerOptions.Web);
    }
}
