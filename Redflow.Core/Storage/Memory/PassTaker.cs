using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Applies what a worker hands in for the runs that it holds under a fence: how steps and passes ended.</summary>
internal sealed class PassTaker(MemoryState state)
{
    /// <summary>Stores how a step ended. A success that is stored stays as it is, and its commit sent again answers as the first did.</summary>
    public CommitReply Commit(StepCommit commit, Turn turn)
    {
        if (state.FindRunning(commit.Id) is not { } run || run.Fence != commit.Fence)
        {
            return CommitReply.Stale;
        }

        if (run.Steps.GetValueOrDefault(commit.Step) is not { IsSucceeded: true })
        {
            run.Steps[commit.Step] = MemoryStep.Ended(commit, turn.Now);
        }

        return CommitReply.Committed;
    }

    /// <summary>
    /// Applies what follows from a pass. False, and nothing changes, when the fence no longer holds; true when it does, or when this very
    /// pass was handed in before: with the same fence and a status other than running, nobody else can have changed the run.
    /// </summary>
    public bool Take(FinishedPass pass, string worker, Turn turn)
    {
        if (state.Runs.Find(pass.Id) is not { } run || run.Fence != pass.Fence)
        {
            return false;
        }

        if (run.Status == RunStatus.Running)
        {
            state.Workers.GetValueOrDefault(worker)?.Runs.Remove(run.Id);
            Apply(run, pass.Outcome, turn);
        }

        return true;
    }

    private void Apply(MemoryRun run, PassOutcome outcome, Turn turn)
    {
        switch (outcome)
        {
            case PassOutcome.Succeeded succeeded:
                run.Output = succeeded.Output;
                state.End(run, RunStatus.Succeeded, turn);
                break;
            case PassOutcome.Failed failed:
                run.Error = failed.Error;
                state.End(run, RunStatus.Failed, turn);
                break;
            case PassOutcome.Canceled:
            case var _ when run.CancelReason is not null:
                state.EndCanceled(run, reason: null, turn);
                break;
            default:
                GoOn(run, outcome, turn);
                break;
        }
    }

    /// <summary>Applies an outcome that another pass follows on: at once, or when it is due.</summary>
    private void GoOn(MemoryRun run, PassOutcome outcome, Turn turn)
    {
        var (status, due) = outcome switch
        {
            PassOutcome.Retry retry => (RunStatus.Scheduled, WholeMilliseconds.After(turn.Now, retry.Delay)),
            PassOutcome.Released released => (RunStatus.Scheduled, WholeMilliseconds.After(turn.Now, released.Delay)),
            PassOutcome.Suspended suspended => (RunStatus.Waiting, Sleep(run, suspended.Waits, turn.Now)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };
        if (outcome is PassOutcome.Retry { Error: var error })
        {
            run.Error = error;
            run.Attempt++;
        }

        if (due > turn.Now)
        {
            state.PutOff(run, status, due, turn);
        }
        else
        {
            state.MakeReady(run, outcome is PassOutcome.Released ? run.CreatedAt : turn.Now, turn);
        }
    }

    /// <summary>Stores waits that are new, and returns when the first of all is over. What an earlier pass began stands.</summary>
    private static DateTimeOffset Sleep(MemoryRun run, IReadOnlyList<StepWait> waits, DateTimeOffset now)
    {
        DateTimeOffset? first = null;
        foreach (var wait in waits)
        {
            if (!run.Steps.TryGetValue(wait.Step, out var step) || !step.IsSleep)
            {
                run.Steps[wait.Step] = step = MemoryStep.Sleep(wait, run.Attempt, now);
            }

            var over = step.Record.FinishedAt;
            first = first < over ? first : over;
        }

        return first ?? now;
    }
}
