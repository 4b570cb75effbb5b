using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Redflow.Api.OpenApi;
using Redflow.Client;

namespace Redflow.Api.Stream;

/// <summary>What changes, as server-sent events.</summary>
internal static class StreamEndpoints
{
    public static void AddStream(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TopicStates>().AddSingleton<ChangeHub>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ChangeHub>());
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
        return TypedResults.ServerSentEvents(UntilAsync(reader.ReadAsync(parameters.LastEventId, context.RequestAborted), lifetime.ApplicationStopping));
    }

    /// <summary>A stream that is open when the host stops ends at once: it would hold the shutdown up.</summary>
    private static async IAsyncEnumerable<SseItem<string>> UntilAsync(
        IAsyncEnumerable<SseItem<string>> events, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var enumerator = events.GetAsyncEnumerator(either.Token);
        while (await NextAsync(enumerator, stopping))
        {
            yield return enumerator.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events, CancellationToken stopping)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
