using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Puts failed and canceled runs back into their queues: what their steps have done stands.</summary>
internal sealed class RunRetrier(MemoryState state)
{
    public RetryResult? Retry(RunId id, Turn turn)
    {
        if (state.Runs.Find(id) is not { } run)
        {
            return null;
        }

        if (run.Status is not (RunStatus.Failed or RunStatus.Canceled))
        {
            return run.Status == RunStatus.Succeeded ? RetryResult.Succeeded : RetryResult.NotFinished;
        }

        if (run.IsCompensable)
        {
            return RetryResult.Compensated;
        }

        Reset(run, turn.Now);
        if (!state.Runs.TryFindHolder(run.Workflow, run.IdempotencyKey, turn.Now, out _))
        {
            state.Runs.TakeKey(run);
        }

        state.Admission.Queue(run, turn.Now, isResumed: false, turn);
        return RetryResult.Retried;
    }

    private void Reset(MemoryRun run, DateTimeOffset now)
    {
        state.Runs.Reopen(run);
        run.EarlierAttempts = run.Attempt;
        run.Attempt++;
        run.Crashes = 0;
        run.CancelReason = null;
        run.Output = null;
        run.StartableFrom = now;
        run.IsTimed = false;
        run.TimeLimit = null;
        run.Children.Clear();
        foreach (var (name, step) in run.Steps.Where(step => IsDropped(step.Value, now)).ToArray())
        {
            run.Steps.Remove(name);
        }
    }

    /// <summary>What waited in vain, or waits still, waits anew. A sleep that is over has done what it was for.</summary>
    private static bool IsDropped(MemoryStep step, DateTimeOffset now) =>
        step.IsFailedForGood || (step.IsWait && !(step.Wait!.Kind == WaitKind.Sleep && step.IsOver(now)));
}
