namespace Redflow.Storage;

/// <summary>A store, and what has to be disposed of with it: its connection, where it has one of its own.</summary>
public sealed class OpenedStore : IAsyncDisposable
{
    private readonly Func<ValueTask> _close;

    internal OpenedStore(IRedflowStore store, Func<ValueTask> close) => (Store, _close) = (store, close);

    /// <summary>The store.</summary>
    public IRedflowStore Store { get; }

    /// <summary>Closes what was opened for the store. One that was passed through, or that others share, stays as it is.</summary>
    public ValueTask DisposeAsync() => _close();
}
