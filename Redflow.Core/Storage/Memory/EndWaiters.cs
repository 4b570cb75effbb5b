using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Who waits for the ends of runs.</summary>
internal sealed class EndWaiters
{
    private readonly Dictionary<RunId, List<TaskCompletionSource<RunOutcome>>> _waiters = [];

    /// <summary>How many runs are waited for.</summary>
    public int Count => _waiters.Count;

    public TaskCompletionSource<RunOutcome> Add(RunId id)
    {
        // Continuations run elsewhere, so that the lock under which a run ends is not theirs.
        var waiter = new TaskCompletionSource<RunOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiters.TryGetValue(id, out var waiters))
        {
            _waiters[id] = waiters = [];
        }

        waiters.Add(waiter);
        return waiter;
    }

    /// <summary>Ends a wait; false when it was answered.</summary>
    public bool Remove(RunId id, TaskCompletionSource<RunOutcome> waiter)
    {
        var removed = _waiters.TryGetValue(id, out var waiters) && waiters.Remove(waiter);
        if (waiters is { Count: 0 })
        {
            _waiters.Remove(id);
        }

        return removed;
    }

    public void Answer(RunId id, RunOutcome outcome)
    {
        if (_waiters.Remove(id, out var waiters))
        {
            waiters.ForEach(waiter => waiter.SetResult(outcome));
        }
    }
}
