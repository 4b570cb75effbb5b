using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>All that the store holds, and what several transitions do to it. Touched under the store's lock only.</summary>
internal sealed class MemoryState
{
    public MemoryState()
    {
        Queues = new(Subscriptions);
        Timers = new(Subscriptions);
        Pump = new(this);
        Admission = new(this, Pump);
        Deadlines = new(this);
        Endings = new(this);
    }

    public RunTable Runs { get; } = new();

    public ReadyQueues Queues { get; }

    public Timers Timers { get; }

    public WorkflowBook Workflows { get; } = new();

    public Dictionary<string, WorkerLease> Workers { get; } = new(StringComparer.Ordinal);

    public Subscriptions Subscriptions { get; } = new();

    public Waiters<RunId, RunOutcome> Waiters { get; } = new();

    public Outbox Outbox { get; } = new();

    public EventBook Events { get; } = new();

    public MinuteBook Minutes { get; } = new();

    public AuditBook Audit { get; } = new();

    public SessionKeyBook SessionKeys { get; } = new();

    public Pump Pump { get; }

    public Admission Admission { get; }

    public Deadlines Deadlines { get; }

    public Endings Endings { get; }

    /// <summary>Removes what is not kept any longer.</summary>
    public void Expire(DateTimeOffset now)
    {
        Runs.Expire(now);
        Events.Expire(now);
        Audit.Expire(now);
    }

    /// <summary>Puts a queued run into the ready set of its queue.</summary>
    public void MakeReady(MemoryRun run, Turn turn)
    {
        Queues[run.Queue].Add(run);
        turn.Woken.Add(run.Queue);
    }

    /// <summary>Makes a run due later, or when something wakes it.</summary>
    public void PutOff(MemoryRun run, RunStatus status, DateTimeOffset? due, Turn turn)
    {
        Runs.Move(run, status);
        run.DueAt = due;
        if (due is { } at)
        {
            Timers.Add(new(at, TimerKind.Due, run.Id.ToString()), turn);
        }
    }

    /// <summary>Takes the timer away that makes a run due.</summary>
    public void TakeUp(MemoryRun run)
    {
        if (run.DueAt is { } due)
        {
            Timers.Remove(new(due, TimerKind.Due, run.Id.ToString()));
            run.DueAt = null;
        }
    }

    /// <summary>
    /// Puts a run that a worker holds back into its queue, in its old place, the attempt not counted; one whose cancellation was asked
    /// for ends canceled. The fence is raised, so that nothing the worker still writes for it is taken.
    /// </summary>
    public void GiveBack(MemoryRun run, Turn turn)
    {
        run.Fence++;
        if (run.CancelReason is not null)
        {
            Endings.EndCanceled(run, reason: null, turn);
        }
        else
        {
            Admission.PutBack(run, turn);
        }
    }

    /// <summary>Finds a run that a worker holds.</summary>
    public MemoryRun? FindRunning(RunId id) => Runs.Find(id) is { Status: RunStatus.Running } run ? run : null;
}
