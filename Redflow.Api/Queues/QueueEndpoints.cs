namespace Redflow.Api.Queues;

/// <summary>The queues: read, paused and resumed under their names.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup("/queues");
        queues.MapGet("", ListQueues.HandleAsync);
        queues.MapGet("/{name}", GetQueue.HandleAsync);
        queues.MapPost("/{name}/pause", PauseQueue.HandleAsync);
        queues.MapPost("/{name}/resume", ResumeQueue.HandleAsync);
    }
}
