using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Redflow.Dashboard.Live;

/// <summary>Ends streams of events.</summary>
internal static class EventsUntil
{
    /// <summary>A stream that is open when the host stops ends at once: it would hold the shutdown up.</summary>
    public static async IAsyncEnumerable<SseItem<string>> UntilAsync(
        this IAsyncEnumerable<SseItem<string>> events, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
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
