using System.Globalization;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>When runs have to have started, and how long they may take.</summary>
internal sealed class Deadlines(MemoryState state)
{
    /// <summary>Gives a new run the time by which it has to have been claimed.</summary>
    public void Begin(MemoryRun run, DateTimeOffset due, Turn turn)
    {
        if ((run.Emitted.ExpireAfter ?? run.Definition.Info?.ExpireAfter) is { } expireAfter)
        {
            Set(run, WholeMilliseconds.After(due, expireAfter), turn);
        }
    }

    /// <summary>With the first claim, and the first one after a retry in place, the time runs that the run may take.</summary>
    public void Claim(MemoryRun run, Turn turn)
    {
        run.Expiry = run.StartedAt is null ? run.Deadline : null;
        if (run.IsTimed)
        {
            return;
        }

        Clear(run);
        run.IsTimed = true;
        run.TimeLimit = run.Emitted.Timeout ?? run.Definition.Info?.Timeout;
        if (run.TimeLimit is { } limit)
        {
            Set(run, WholeMilliseconds.After(turn.Now, limit), turn);
        }
    }

    /// <summary>
    /// Takes the first claim of a run back whose handler was not entered, where the run expires: it has not started then, and expires when it
    /// would have. When that is over, the timer ends it.
    /// </summary>
    public void UndoStart(MemoryRun run, Turn turn)
    {
        if (run.Expiry is { } expiry)
        {
            state.Minutes.UndoStart(run);
            (run.StartedAt, run.IsTimed, run.TimeLimit) = (null, false, null);
            Clear(run);
            Set(run, expiry, turn);
        }
    }

    public void Clear(MemoryRun run)
    {
        if (run.Deadline is { } deadline)
        {
            state.Timers.Remove(new(deadline, TimerKind.Deadline, run.Id.ToString()));
            run.Deadline = null;
        }
    }

    /// <summary>
    /// Ends a run at its deadline: canceled when it has never been claimed, else failed, whatever it does; its worker is told.
    /// </summary>
    public void Enforce(MemoryRun run, Turn turn)
    {
        var worker = run.Status == RunStatus.Running ? run.Worker : null;
        var held = new HeldRun(run.Id, run.Fence ?? 0);
        state.Endings.Withdraw(run, turn);
        if (!run.IsTimed)
        {
            state.Endings.EndCanceled(run, "expired", turn);
            return;
        }

        var limit = WholeMilliseconds.Up(run.TimeLimit!.Value).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        state.Endings.EndFailed(run, new(RunError.RunTimedOut, $"The run took longer than its time-out of {limit} ms."), turn);
        if (worker is not null)
        {
            state.Subscriptions.Tell(turn, worker, new WorkerSignal.TimedOut(held));
        }
    }

    private void Set(MemoryRun run, DateTimeOffset at, Turn turn)
    {
        run.Deadline = at;
        state.Timers.Add(new(at, TimerKind.Deadline, run.Id.ToString()), turn);
    }
}
