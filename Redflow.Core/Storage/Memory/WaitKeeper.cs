using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Stores what steps wait for, and gives them what has come.</summary>
internal sealed class WaitKeeper(MemoryState state)
{
    /// <summary>
    /// Stores the waits of a suspended pass; what an earlier pass stored stands. A child is emitted, and a wait for an event registered, by
    /// the outbox; a signal that came before is taken at once.
    /// </summary>
    /// <returns>False when one is over already.</returns>
    public bool Store(MemoryRun run, IReadOnlyList<StepWait> waits, Turn turn, out DateTimeOffset? due)
    {
        var left = true;
        due = null;
        foreach (var wait in waits)
        {
            if (run.Steps.GetValueOrDefault(wait.Step) is not { } step || step.IsFailedAttempt)
            {
                step = Begin(run, wait, turn);
            }

            left &= !step.IsOver(turn.Now);
            due = step.Wait?.Until is { } until && !(due <= until) ? until : due;
        }

        return left && waits.Count > 0;
    }

    /// <summary>
    /// Ends the wait of a step, and wakes its run if that is suspended. False, and nothing changes, when the step does not wait for this
    /// (any more), or the run has ended or is gone.
    /// </summary>
    public bool End(RunId id, string name, WaitKind kind, string target, Func<MemoryStep, MemoryStep> end, string? traceParent, Turn turn)
    {
        if (state.Runs.Find(id) is not { } run
            || run.Status.IsTerminal()
            || run.Steps.GetValueOrDefault(name) is not { } step
            || !step.WaitsFor(kind, target, turn.Now))
        {
            return false;
        }

        run.Steps[name] = end(step);
        run.WokenBy = traceParent ?? run.WokenBy;
        if (run.Status == RunStatus.Waiting)
        {
            state.TakeUp(run);
            state.Admission.Queue(run, turn.Now, isResumed: true, turn);
        }

        return true;
    }

    private MemoryStep Begin(MemoryRun run, StepWait wait, Turn turn)
    {
        var step = MemoryStep.Waiting(wait, run.Attempt, turn.Now);
        switch (wait)
        {
            case StepWait.ForChild child:
                state.Outbox.Add(new Effect.EmitRun(child.Run));
                run.AddChild(child.Run);
                break;
            case StepWait.ForEvent named:
                state.Outbox.Add(new Effect.AwaitEvent(run.Id, named.Step, named.LookBack));
                break;
            case StepWait.ForSignal signal when run.Signals.Next(signal.Name) is { } payload:
                step = step.Succeeded(new(payload), turn.Now);
                break;
        }

        return run.Steps[wait.Step] = step;
    }
}
