using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>All that the store holds, and what several transitions do to it. Touched under the store's lock only.</summary>
internal sealed class MemoryState
{
    private static readonly WorkflowOptions Unregistered = new();

    public MemoryState()
    {
        Queues = new(Subscriptions);
        Timers = new(Subscriptions);
    }

    public RunTable Runs { get; } = new();

    public ReadyQueues Queues { get; }

    public Timers Timers { get; }

    public SortedDictionary<string, WorkflowInfo> Workflows { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of the workflows that are registered or have had runs.</summary>
    public SortedSet<string> WorkflowNames { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, WorkerLease> Workers { get; } = new(StringComparer.Ordinal);

    public Subscriptions Subscriptions { get; } = new();

    public EndWaiters Waiters { get; } = new();

    public void Register(IReadOnlyList<WorkflowInfo> workflows)
    {
        foreach (var workflow in workflows)
        {
            Workflows[workflow.Name] = workflow;
            Name(workflow.Name, workflow.Queue);
        }
    }

    /// <summary>Makes a workflow and its queue appear where all are listed or counted.</summary>
    public void Name(string workflow, string queue)
    {
        WorkflowNames.Add(workflow);
        Queues.Name(queue);
    }

    /// <summary>Puts a run into its queue: lower priority first, then by the time since when it is ready.</summary>
    public void MakeReady(MemoryRun run, DateTimeOffset since, Turn turn)
    {
        Runs.Move(run, RunStatus.Queued);
        run.ReadySince = since;
        Queues[run.Queue].Add(run);
        turn.Woken.Add(run.Queue);
    }

    /// <summary>Makes a run due later.</summary>
    public void PutOff(MemoryRun run, RunStatus status, DateTimeOffset due, Turn turn)
    {
        Runs.Move(run, status);
        Timers.Add(run, due, turn);
    }

    /// <summary>
    /// Gives a run its terminal status, for good: tells who waits for it, and lets it and its idempotency key expire after the workflow's
    /// retention.
    /// </summary>
    public void End(MemoryRun run, RunStatus status, Turn turn)
    {
        Runs.Move(run, status);
        run.FinishedAt = turn.Now;
        var retention = Workflows.GetValueOrDefault(run.Workflow)?.Retention ?? Unregistered.Retention;
        Runs.ExpireAt(run, WholeMilliseconds.After(turn.Now, retention));
        Waiters.Answer(run.Id, run.Outcome!);
    }

    /// <summary>Ends a run canceled; a reason that was given before stands.</summary>
    public void EndCanceled(MemoryRun run, string? reason, Turn turn)
    {
        run.CancelReason ??= reason ?? "";
        End(run, RunStatus.Canceled, turn);
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
            EndCanceled(run, reason: null, turn);
        }
        else
        {
            MakeReady(run, run.CreatedAt, turn);
        }
    }

    /// <summary>Returns how many workers a run may lose.</summary>
    public int MaxCrashes(MemoryRun run) => Workflows.GetValueOrDefault(run.Workflow)?.MaxCrashes ?? Unregistered.MaxCrashes;

    /// <summary>Finds a run that a worker holds.</summary>
    public MemoryRun? FindRunning(RunId id) => Runs.Find(id) is { Status: RunStatus.Running } run ? run : null;
}
