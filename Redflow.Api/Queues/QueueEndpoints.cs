using Redflow.Api.OpenApi;
using Redflow.Api.Requests;

namespace Redflow.Api.Queues;

/// <summary>The queues: read, paused and resumed under their names.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("queues");
        queues.MapGet("", ListQueues.HandleAsync)
            .Describe(
                "listQueues",
                "Lists queues",
                "By name: those that a workflow or a worker has named, or a client has paused. A page may have fewer rows than `limit` before the last one.")
            .Answers(200, "A page of them.");
        queues.MapGet("/{name}", GetQueue.HandleAsync)
            .Describe("getQueue", "Reads a queue", "How deep it is, and who serves it.")
            .Answers(200, "The queue.")
            .Refuses(Problems.QueueNotFound);
        queues.MapPost("/{name}/pause", PauseQueue.HandleAsync)
            .Describe(
                "pauseQueue",
                "Lets nothing more be claimed from a queue",
                "What runs goes on. Idempotent: a second pause keeps the time and takes the new reason.")
            .TakesBody(typeof(ReasonRequest), "Why; empty for no reason.", """{"reason":"the printer is out of paper"}""")
            .Answers(200, "The queue, paused.")
            .Refuses(Problems.QueueNotFound, Problems.EngineName);
        queues.MapPost("/{name}/resume", ResumeQueue.HandleAsync)
            .Describe("resumeQueue", "Ends a queue's pause", "Idempotent.")
            .Answers(200, "The queue.")
            .Refuses(Problems.QueueNotFound, Problems.EngineName);
    }
}
