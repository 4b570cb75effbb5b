namespace Redflow.Storage.Memory;

/// <summary>Moves runs from the backlogs of limited workflows to their queues, as their limits allow.</summary>
internal sealed class Pump(MemoryState state)
{
    private const int MostAtOnce = 100;

    /// <summary>Moves the backlogs up that an operation has asked for.</summary>
    public void RunAll(Turn turn)
    {
        foreach (var workflow in turn.Pumped)
        {
            Run(workflow, turn);
        }

        turn.Pumped.Clear();
    }

    /// <summary>
    /// Moves runs from the backlog to their queues while there are slots and the rate allows, one of each key in turn; a bounded number,
    /// and a timer for when there may be more.
    /// </summary>
    public void Run(MemoryWorkflow workflow, Turn turn)
    {
        foreach (var key in workflow.Backlog.Parked(turn.Now))
        {
            Consider(workflow, key, turn);
        }

        for (var i = 0; i < MostAtOnce && Next(workflow, turn.Now) is { } run; i++)
        {
            Admit(run, turn);
        }

        SetTimer(workflow, NextLook(workflow, turn.Now), turn);
    }

    /// <summary>Lets a key into the round or out of it, as its own limits say.</summary>
    public static void Consider(MemoryWorkflow workflow, string key, Turn turn)
    {
        var usedUpUntil = workflow.Limits.Rate is { PerKey: true } ? workflow.RateUsedUpUntil(key, turn.Now) : null;
        var first = workflow.Backlog.First(key);
        if (first is null || workflow.IsKeyFull(key) || (usedUpUntil is not null && !first.IsResumed))
        {
            workflow.Backlog.Leave(key);
        }
        else
        {
            workflow.Backlog.Join(key);
        }

        if (usedUpUntil is { } until)
        {
            workflow.Backlog.Park(key, until);
        }
        else
        {
            workflow.Backlog.Unpark(key);
        }
    }

    private void Admit(MemoryRun run, Turn turn)
    {
        var workflow = run.Definition;
        workflow.Backlog.Serve(run);
        if (workflow.IsLimited)
        {
            workflow.Slots.Add(run);
        }

        if (workflow.Limits.Rate is not null && !run.IsResumed)
        {
            workflow.Window.Add(run.LimitKey, turn.Now);
        }

        Consider(workflow, run.LimitKey, turn);
        state.MakeReady(run, turn);
    }

    private static MemoryRun? Next(MemoryWorkflow workflow, DateTimeOffset now)
    {
        if (workflow.Pause is not null || workflow.IsFull)
        {
            return null;
        }

        foreach (var key in workflow.Backlog.Round)
        {
            if (workflow.Backlog.First(key) is { } run && (run.IsResumed || workflow.RateUsedUpUntil(key, now) is null))
            {
                return run;
            }

            if (workflow is { Limits.Rate.PerKey: false, Backlog.Resumed: 0 })
            {
                return null;
            }
        }

        return null;
    }

    private static DateTimeOffset? NextLook(MemoryWorkflow workflow, DateTimeOffset now) =>
        workflow.Pause is not null || workflow.IsFull || workflow.Backlog.Keys.Count == 0 ? null
        : Next(workflow, now) is not null ? now
        : workflow.Limits.Rate is { PerKey: false } ? workflow.RateUsedUpUntil("", now)
        : workflow.Backlog.NextParked;

    private void SetTimer(MemoryWorkflow workflow, DateTimeOffset? at, Turn turn)
    {
        if (workflow.PumpAt == at)
        {
            return;
        }

        if (workflow.PumpAt is { } before)
        {
            state.Timers.Remove(new(before, TimerKind.Pump, workflow.Name));
        }

        workflow.PumpAt = at;
        if (at is { } next)
        {
            state.Timers.Add(new(next, TimerKind.Pump, workflow.Name), turn);
        }
    }
}
