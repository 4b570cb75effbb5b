namespace Redflow.Api.Workers;

/// <summary>The workers that hold a lease.</summary>
internal static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder api) => api.MapGet("/workers", ListWorkers.HandleAsync);
}
