namespace Redflow.Storage.Memory;

/// <summary>Ends a subscription.</summary>
internal sealed class Subscription(Turns turns, Action<Turn> end) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await turns.TakeAsync(end, CancellationToken.None).ConfigureAwait(false);
}
