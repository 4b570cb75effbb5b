using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Waits for the ends of runs.</summary>
/// <remarks>
/// The race: a run may end between the look and the wait. So one turn answers or registers the waiter; and who ends the run hands the
/// outcome over, since the run may have expired before the waiter looks.
/// </remarks>
internal sealed class RunAwaiter(MemoryState state, Turns turns, TimeProvider time)
{
    public async Task<RunOutcome?> AwaitAsync(RunId id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var waiter = await turns.TakeAsync(_ => Begin(id), cancellationToken).ConfigureAwait(false);
        try
        {
            return await LongWait.IsOverAsync(waiter.Task, timeout, time, cancellationToken).ConfigureAwait(false)
                ? await waiter.Task.ConfigureAwait(false)
                : null;
        }
        finally
        {
            turns.Take(_ => state.Waiters.Remove(id, waiter));
        }
    }

    private TaskCompletionSource<RunOutcome> Begin(RunId id)
    {
        var run = state.Runs.Find(id) ?? throw new RunNotFoundException(id);
        var waiter = state.Waiters.Add(id);
        if (run.Outcome is { } outcome)
        {
            state.Waiters.Answer(id, outcome);
        }

        return waiter;
    }
}
