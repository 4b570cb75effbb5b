using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Redflow.Api.OpenApi;
using Redflow.Client;
using Redflow.Dashboard.Live;

namespace Redflow.Api.Stream;

/// <summary>What changes, as server-sent events.</summary>
internal static class StreamEndpoints
{
    public static void AddStream(this IHostApplicationBuilder builder)
    {
        builder.Services.AddTopicStates();
        builder.Services.AddChangeHub();
    }

    public static void MapStream(this IEndpointRouteBuilder api) => api.MapGet("/stream", HandleAsync).WithTags("stream")
        .Describe(
            "stream",
            "Tells what changes, as server-sent events",
            "Until the client or the API ends it. An event says what to look at, not all of it. Events are `open`, `runs` (each with "
            + "`id`, `workflow` and `status`), `queues`, `workers`, `schedules`, `missed` (changes before it are not known: read again "
            + "what is shown) and `heartbeat` (nothing has changed for 15 s).")
        .Answers(200, "The events, each with its `event`, its `data` as JSON and, where one may go on behind it, its `id`.", typeof(string))
        .Refuses(Problems.TooManyStreams);

    /// <summary><c>GET /api/v1/stream</c>: events until the client or the host ends it.</summary>
    private static async Task<ServerSentEventsResult<string>> HandleAsync(
        [AsParameters] StreamParameters parameters,
        ChangeHub hub,
        RedflowClient client,
        IOptions<JsonOptions> json,
        IHostApplicationLifetime lifetime,
        HttpContext context)
    {
        var reader = new StreamReader(hub, client, parameters.ReadTopics(), parameters.Workflow, json.Value.SerializerOptions);
        context.Response.RegisterForDispose(reader);
        if (!await reader.TryEnterAsync(context.RequestAborted))
        {
            throw new ProblemException(Problems.TooManyStreams.With($"There are {ChangeHub.MaxReaders} open streams. Close some, or ask again later."));
        }

        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(reader.ReadAsync(parameters.LastEventId, context.RequestAborted).UntilAsync(lifetime.ApplicationStopping));
    }
}
