using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Redflow.Runs;

namespace Redflow.Dashboard.Live;

/// <summary>
/// <c>GET {dashboard}/live</c>: tells an open page when it is to be read again. It carries nothing of what has changed: what a viewer may see is decided where
/// the page is read.
/// </summary>
internal static class LiveEndpoint
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly StreamTopic[] Topics = [StreamTopic.Runs];

    public static void MapLive(this IEndpointRouteBuilder dashboard) => dashboard.MapGet("/live", HandleAsync);

    private static async Task<IResult> HandleAsync(string? run, ChangeHub hub, IHostApplicationLifetime lifetime, HttpContext context)
    {
        RunId? only = RunId.TryParse(run, null, out var id) ? id : null;
        var place = hub.Ring.End;
        if (hub.TryEnter(Topics) is not { } asked)
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        context.Response.OnCompleted(() =>
        {
            hub.Leave(Topics);
            return Task.CompletedTask;
        });
        await asked.WaitAsync(context.RequestAborted);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ReadAsync(hub, place, only, context.RequestAborted).UntilAsync(lifetime.ApplicationStopping));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(ChangeHub hub, long place, RunId? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new("", "open");
        while (true)
        {
            var read = await hub.Ring.ReadAsync(place, Heartbeat, cancellationToken).ConfigureAwait(false);
            place = read.Next;
            if (read.Missed > 0 || (read.Batch is { Topic: StreamTopic.Runs } batch && (batch.IsGap || Concerns(batch, only))))
            {
                yield return new("", "changed");
            }
            else if (read.Batch is null)
            {
                yield return new("", "heartbeat");
            }
        }
    }

    private static bool Concerns(StreamBatch batch, RunId? run) => run is null ? batch.Changes.Count > 0 : batch.Changes.Any(change => change.Id == run);
}
