using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Runs;

namespace Redflow.Api.Stream;

/// <summary>One reader of a stream, from where it entered.</summary>
/// <param name="hub">Where batches come from.</param>
/// <param name="client">For what was before.</param>
/// <param name="topics">What it wants to be told.</param>
/// <param name="workflow">Only runs of this workflow; null for all.</param>
/// <param name="json">How events are written.</param>
internal sealed class StreamReader(
    ChangeHub hub, RedflowClient client, IReadOnlyCollection<StreamTopic> topics, string? workflow, JsonSerializerOptions json) : IDisposable
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private long _place;
    private bool _isIn;

    /// <returns>False when there are too many readers.</returns>
    public async Task<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        _place = hub.Ring.End;
        if (hub.TryEnter(topics) is not { } asked)
        {
            return false;
        }

        _isIn = true;
        await asked.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void Dispose()
    {
        if (_isIn)
        {
            _isIn = false;
            hub.Leave(topics);
        }
    }

    /// <summary>Reads until the token fires.</summary>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Event("open", "{}") with { EventId = lastEventId ?? hub.Cursor };
        await foreach (var before in BeforeAsync(lastEventId, cancellationToken).ConfigureAwait(false))
        {
            yield return before;
        }

        while (true)
        {
            var read = await hub.Ring.ReadAsync(_place, Heartbeat, cancellationToken).ConfigureAwait(false);
            _place = read.Next;
            if (read.Missed > 0 || read.Batch is { IsGap: true, Topic: StreamTopic.Runs })
            {
                yield return Missed;
            }

            if (read.Batch is null)
            {
                yield return Event("heartbeat", "{}");
            }
            else if (topics.Contains(read.Batch.Topic) && read.Batch.TextFor(workflow, json) is { } text)
            {
                yield return Event(NameOf(read.Batch.Topic), text) with { EventId = read.Batch.Cursor };
            }
        }
    }

    private static SseItem<string> Missed => Event("missed", "{}");

    /// <summary>What was before the reader came: how its topics look, and the changes of runs since the last one that it has got.</summary>
    private async IAsyncEnumerable<SseItem<string>> BeforeAsync(string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var state in topics.Select(hub.StateOf).OfType<StreamBatch>())
        {
            yield return Event(NameOf(state.Topic), state.TextFor(workflow, json)!);
        }

        var hasMore = lastEventId is not null && topics.Contains(StreamTopic.Runs);
        for (var cursor = lastEventId; hasMore;)
        {
            var page = await SinceAsync(cursor!, cancellationToken).ConfigureAwait(false);
            (cursor, hasMore) = (page?.Cursor, page?.HasMore == true);
            if (page is null or { IsGap: true })
            {
                yield return Missed;
            }

            if (page is not null && new StreamBatch(StreamTopic.Runs, cursor, page.Changes, "", page.IsGap).TextFor(workflow, json) is { } text)
            {
                yield return Event(NameOf(StreamTopic.Runs), text) with { EventId = cursor };
            }
        }
    }

    /// <returns>Null when the place is none: whoever asks is told that it has missed something, not sent away for good.</returns>
    private async Task<RunChangePage?> SinceAsync(string cursor, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetRunChangesAsync(cursor, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string NameOf(StreamTopic topic) => topic.ToString().ToLowerInvariant();

    private static SseItem<string> Event(string type, string data) => new(data, type);
}
