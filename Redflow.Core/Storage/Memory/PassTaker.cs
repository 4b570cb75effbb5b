using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Storage.Memory;

/// <summary>Applies what a worker hands in for the runs that it holds under a fence: how steps and passes ended.</summary>
internal sealed class PassTaker(MemoryState state, WaitKeeper waits)
{
    /// <summary>Stores how a step ended. A success that is stored stays as it is, and its commit sent again answers as the first did.</summary>
    public CommitReply Commit(StepCommit commit, Turn turn)
    {
        if (state.FindRunning(commit.Id) is not { } run || run.Fence != commit.Fence)
        {
            return CommitReply.Stale;
        }

        if (run.Steps.GetValueOrDefault(commit.Step) is { } stored and ({ IsSucceeded: true } or { IsFailedForGood: true }))
        {
            return new(stored.Record.FinishedAt);
        }

        run.Steps[commit.Step] = MemoryStep.Ended(commit, turn.Now);
        state.Runs.Changes.Note(run);
        if (commit.Status == StepStatus.Succeeded)
        {
            Owe(run, commit.Effects);
        }

        return new(turn.Now);
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
            run.LastPass = pass.TraceParent ?? run.LastPass;
            Apply(run, pass.Outcome, turn);
        }

        return true;
    }

    /// <summary>Stores what a handler tells of its run. False, and nothing changes, when the fence no longer holds.</summary>
    public bool Report(RunReport report)
    {
        if (state.FindRunning(report.Id) is not { } run || run.Fence != report.Fence)
        {
            return false;
        }

        run.CustomStatus = report.CustomStatus ?? run.CustomStatus;
        run.Progress = report.Progress ?? run.Progress;
        run.IsCompensable |= report.IsCompensable;
        AddLines(run, report);
        return true;
    }

    /// <summary>Adds the lines that were not reported before under this fence.</summary>
    private static void AddLines(MemoryRun run, RunReport report)
    {
        var stored = run.Reported.Fence == report.Fence ? run.Reported.Count : 0;
        foreach (var line in report.Lines.Skip((int)Math.Max(0, stored - report.EarlierLines)))
        {
            run.Log.Enqueue(line);
            if (run.Log.Count > RunReport.KeptLines)
            {
                run.Log.Dequeue();
            }
        }

        run.Reported = (report.Fence, Math.Max(stored, report.EarlierLines + report.Lines.Count));
    }

    private void Owe(MemoryRun run, IReadOnlyList<StepEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case StepEffect.EmitRun emit:
                    run.AddChild(emit.Run);
                    state.Outbox.Add(new Effect.EmitRun(emit.Run));
                    break;
                case StepEffect.EmitEvent emit:
                    state.Outbox.Add(new Effect.EmitEvent(emit.Event));
                    break;
            }
        }
    }

    private void Apply(MemoryRun run, PassOutcome outcome, Turn turn)
    {
        if (outcome is PassOutcome.Declined)
        {
            state.Deadlines.UndoStart(run, turn);
        }

        switch (outcome)
        {
            case PassOutcome.Succeeded succeeded:
                state.Endings.EndSucceeded(run, succeeded.Output, turn);
                break;
            case PassOutcome.Failed failed:
                state.Endings.EndFailed(run, failed.Error, turn);
                break;
            case PassOutcome.Canceled:
            case var _ when run.CancelReason is not null:
                state.Endings.EndCanceled(run, reason: null, turn);
                break;
            case PassOutcome.Released { Delay: var delay } when delay <= TimeSpan.Zero:
                state.Admission.PutBack(run, turn);
                break;
            default:
                // The slot goes to the next one before this run lines up again: one that is always ready may not keep it for ever.
                Admission.FreeSlot(run, turn);
                turn.Pumped.Add(run.Definition);
                state.Pump.RunAll(turn);
                GoOn(run, outcome, turn);
                break;
        }
    }

    /// <summary>Applies an outcome that another pass follows on, with a slot of its own: at once, or when it is due.</summary>
    private void GoOn(MemoryRun run, PassOutcome outcome, Turn turn)
    {
        switch (outcome)
        {
            case PassOutcome.Retry retry:
                run.Error = retry.Error;
                run.FailAttempt(retry.Error, turn.Now);
                state.Minutes.Retried(run, turn.Now);
                GoOnAfter(run, retry.Delay, turn);
                break;
            case PassOutcome.Released released:
                GoOnAfter(run, released.Delay, turn);
                break;
            case PassOutcome.Declined declined:
                GoOnAfter(run, declined.Delay, turn);
                break;
            case PassOutcome.Suspended suspended when waits.Store(run, suspended.Waits, turn, out var due):
                state.PutOff(run, RunStatus.Waiting, due, turn);
                break;
            case PassOutcome.Suspended:
                state.Admission.Queue(run, turn.Now, isResumed: true, turn);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null);
        }
    }

    private void GoOnAfter(MemoryRun run, TimeSpan delay, Turn turn)
    {
        var due = WholeMilliseconds.After(turn.Now, delay);
        if (due > turn.Now)
        {
            state.PutOff(run, RunStatus.Scheduled, due, turn);
        }
        else
        {
            state.Admission.Queue(run, turn.Now, isResumed: false, turn);
        }
    }
}
