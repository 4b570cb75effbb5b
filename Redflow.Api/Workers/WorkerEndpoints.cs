using Redflow.Api.OpenApi;

namespace Redflow.Api.Workers;

/// <summary>The workers that hold a lease.</summary>
internal static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder api) => api.MapGet("/workers", ListWorkers.HandleAsync).WithTags("workers")
        .Describe("listWorkers", "Lists the workers that hold a lease", "By id.")
        .Answers(200, "A page of them.");
}
