using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Bulk;

/// <summary>Operations on all runs that match a filter, performed by workers.</summary>
internal static class BulkEndpoints
{
    public static void MapBulk(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/bulk").RefuseRepeatedParameters();
        bulk.MapPost("", StartBulk.HandleAsync);
        bulk.MapGet("", ListBulks.HandleAsync);
        bulk.MapGet("/{id}", GetBulk.HandleAsync);
        bulk.MapPost("/{id}/abort", AbortBulk.HandleAsync);
    }

    /// <summary>The path of an operation, for <c>Location</c>.</summary>
    public static string PathOf(RunId id) => $"/api/v1/bulk/{id}";
}
