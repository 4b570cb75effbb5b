using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Redflow.Cli.Http;

/// <summary>The API's events, over as many connections as it takes: each next one goes on where the last one was cut.</summary>
internal sealed class EventStream(ApiClient api, Outage outage)
{
    // The API says something every 15 s.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private string? _lastEventId;

    /// <summary>Reads until the token fires.</summary>
    /// <exception cref="NoAnswerException">The API was away for too long.</exception>
    /// <exception cref="ProblemException">The API refuses.</exception>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(Query query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var stream = await OpenAsync($"{ApiPath.Of($"stream")}{query}", cancellationToken);
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var parser = SseParser.Create(stream);
            await using var events = parser.EnumerateAsync(silence.Token).GetAsyncEnumerator(silence.Token);
            while (await NextAsync(events, silence, cancellationToken))
            {
                outage.End();
                _lastEventId = parser.LastEventId;
                yield return events.Current;
            }

            await outage.PauseAsync(cancellationToken);
        }
    }

    /// <returns>An empty one when the API is away, and not yet for too long.</returns>
    private async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await api.OpenStreamAsync(path, _lastEventId, cancellationToken);
        }
        catch (Exception exception) when (outage.Bears(exception))
        {
            return Stream.Null;
        }
    }

    private static async Task<bool> NextAsync(
        IAsyncEnumerator<SseItem<string>> events, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        silence.CancelAfter(Silence);
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
