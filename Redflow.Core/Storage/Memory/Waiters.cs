namespace Redflow.Storage.Memory;

/// <summary>Who waits for what: each is handed the answer. Touched under the lock of what is waited for only.</summary>
internal sealed class Waiters<TKey, TAnswer>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<TaskCompletionSource<TAnswer>>> _waiters = [];

    /// <summary>How many things are waited for.</summary>
    public int Count => _waiters.Count;

    public TaskCompletionSource<TAnswer> Add(TKey key)
    {
        // Continuations run elsewhere, so that the lock under which an answer comes is not theirs.
        var waiter = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiters.TryGetValue(key, out var waiters))
        {
            _waiters[key] = waiters = [];
        }

        waiters.Add(waiter);
        return waiter;
    }

    /// <summary>Ends a wait; false when it was answered.</summary>
    public bool Remove(TKey key, TaskCompletionSource<TAnswer> waiter)
    {
        var removed = _waiters.TryGetValue(key, out var waiters) && waiters.Remove(waiter);
        if (waiters is { Count: 0 })
        {
            _waiters.Remove(key);
        }

        return removed;
    }

    public void Answer(TKey key, TAnswer answer)
    {
        if (_waiters.Remove(key, out var waiters))
        {
            waiters.ForEach(waiter => waiter.SetResult(answer));
        }
    }
}
