using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Gives runs their terminal status, with all that follows from it.</summary>
internal sealed class Endings(MemoryState state)
{
    /// <summary>Ends a run canceled; a reason that was given before stands.</summary>
    public void EndCanceled(MemoryRun run, string? reason, Turn turn)
    {
        run.CancelReason ??= reason ?? "";
        End(run, RunStatus.Canceled, turn);
    }

    public void EndSucceeded(MemoryRun run, byte[] output, Turn turn)
    {
        run.Output = output;
        End(run, RunStatus.Succeeded, turn);
    }

    public void EndFailed(MemoryRun run, RunError error, Turn turn)
    {
        run.Error = error;
        run.Fingerprint = error.Fingerprint(run.Workflow);
        End(run, RunStatus.Failed, turn);
    }

    /// <summary>
    /// Takes a run out of where it is before its end: its queue or backlog, the timers, or its worker's lease. The fence is raised then, so
    /// that nothing the worker still writes for it is taken.
    /// </summary>
    public void Withdraw(MemoryRun run, Turn turn)
    {
        switch (run.Status)
        {
            case RunStatus.Queued:
                state.Admission.Withdraw(run, turn);
                break;
            case RunStatus.Running:
                run.Fence++;
                state.Workers.GetValueOrDefault(run.Worker!)?.Runs.Remove(run.Id);
                break;
        }
    }

    /// <summary>
    /// For good: its slot, its timers and its signals go, who waits for it is told, what it owes to others is put into the outbox, and it
    /// expires, with its idempotency key, after the workflow's retention.
    /// </summary>
    private void End(MemoryRun run, RunStatus status, Turn turn)
    {
        state.TakeUp(run);
        state.Deadlines.Clear(run);
        state.Runs.End(run, status, turn.Now);
        run.Signals.Drop();
        state.Minutes.Ended(run, turn.Now);
        state.Waiters.Answer(run.Id, run.Outcome!);
        Owe(run);
        Admission.FreeSlot(run, turn);
        turn.Pumped.Add(run.Definition);
    }

    private void Owe(MemoryRun run)
    {
        if (run.Emitted.Parent is { } parent)
        {
            state.Outbox.Add(new Effect.EndChild(parent.Run, parent.Step, run.Id, run.Outcome!, run.LastPass));
        }

        foreach (var (adopter, step) in run.Adopters)
        {
            state.Outbox.Add(new Effect.EndChild(adopter, step, run.Id, run.Outcome!, run.LastPass));
        }

        foreach (var child in run.Children.Where(child => run.Status != RunStatus.Succeeded && child.Value == OnParentClosed.Cancel))
        {
            state.Outbox.Add(new Effect.CloseChild(child.Key, $"parent {run.Id} {run.Status.ToWord()}"));
        }

        foreach (var (step, stored) in run.Steps)
        {
            if (stored is { IsWait: true, Wait: { Kind: WaitKind.Event, Target: { } name, CorrelationKey: var key, Until: var until } })
            {
                Unawait(run.Id, step, name, key, until);
            }
        }

        if (run.IsCompensable && run.Status != RunStatus.Succeeded)
        {
            run.OwesCompensation = true;
            state.Outbox.Add(new Effect.Compensate(run.Id));
        }

        if (HandlerOf(run) is { } handler)
        {
            var ended = new EndedRun(run.Id, run.Workflow, run.Queue, run.Status.ToWord(), run.Attempt, run.CreatedAt);
            state.Outbox.Add(new Effect.HandleEnd(ended, handler, run.Emitted.TraceParent));
        }
    }

    /// <summary>Takes a wait for an event back; one without a time-out by an effect, as nobody else would in a store of several partitions.</summary>
    private void Unawait(RunId run, string step, string name, string key, DateTimeOffset? until)
    {
        if (until is null)
        {
            state.Outbox.Add(new Effect.UnawaitEvent(run, step, name, key));
        }
        else
        {
            state.Events.RemoveWait(name, key, run, step);
        }
    }

    /// <summary>A compensation that succeeds is no success of its workflow.</summary>
    private static string? HandlerOf(MemoryRun run) => run.Status switch
    {
        RunStatus.Succeeded when run.CompensationOf is not null => null,
        RunStatus.Succeeded => run.Definition.Info?.OnSuccess,
        RunStatus.Failed => run.Definition.Info?.OnFailure,
        _ => run.Definition.Info?.OnCanceled,
    };
}
