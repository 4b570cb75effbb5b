using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>Queues runs: straight into the ready set, or through the backlog of a limited or paused workflow.</summary>
/// <remarks>
/// A run of a limited workflow is ready only with a slot in hand, so a claim never scans past blocked ones. Limits change and workflows
/// are paused while runs are ready, so the claim looks once more.
/// </remarks>
internal sealed class Admission(MemoryState state, Pump pump)
{
    /// <summary>Queues a run since a time.</summary>
    /// <param name="run">The run, in no queue and with no slot.</param>
    /// <param name="since">Its place goes by it.</param>
    /// <param name="isResumed">Whether it comes from a suspension: then it is no start, and a rate does not hold it up.</param>
    /// <param name="turn">The operation.</param>
    public void Queue(MemoryRun run, DateTimeOffset since, bool isResumed, Turn turn)
    {
        state.Runs.Move(run, RunStatus.Queued);
        run.ReadySince = since;
        run.IsResumed = isResumed;
        if (run.Definition.IsOpen)
        {
            state.MakeReady(run, turn);
        }
        else
        {
            HoldBack(run, turn);
            turn.Pumped.Add(run.Definition);
        }
    }

    /// <summary>Puts a run that a worker held back into its old place: it keeps its slot.</summary>
    public void PutBack(MemoryRun run, Turn turn)
    {
        state.Runs.Move(run, RunStatus.Queued);
        run.ReadySince = run.CreatedAt;
        state.MakeReady(run, turn);
    }

    /// <summary>Takes a queued run out of where it is.</summary>
    public void Withdraw(MemoryRun run, Turn turn)
    {
        if (run.IsInBacklog)
        {
            run.Definition.Backlog.Remove(run);
            Pump.Consider(run.Definition, run.LimitKey, turn);
        }
        else
        {
            state.Queues[run.Queue].Remove(run);
        }
    }

    /// <summary>Frees the slot that a run may hold; the pump gives it to another one.</summary>
    public static void FreeSlot(MemoryRun run, Turn turn)
    {
        if (run.Definition.Slots.Remove(run))
        {
            Pump.Consider(run.Definition, run.LimitKey, turn);
        }
    }

    /// <summary>
    /// Tells whether a run that was taken out of its queue may be given to a worker. One that may not gives its slot up and goes to the
    /// backlog: the limits are newer than its place in the queue, or were lowered, or its workflow is paused. The backlog is to be pumped
    /// then.
    /// </summary>
    public static bool Admits(MemoryRun run, Turn turn)
    {
        var workflow = run.Definition;
        if (workflow.IsOpen || (workflow.Pause is null && workflow.Slots.Holds(run) && !workflow.IsOverfull(run.LimitKey)))
        {
            return true;
        }

        FreeSlot(run, turn);
        HoldBack(run, turn);
        return false;
    }

    /// <summary>Applies limits that have changed: at once, also to what runs.</summary>
    public void ApplyLimits(MemoryWorkflow workflow, WorkflowInfo info, Turn turn)
    {
        var wasLimited = workflow.IsLimited;
        workflow.Info = info;
        if (!workflow.IsLimited)
        {
            workflow.Slots.Clear();
        }
        else if (!wasLimited)
        {
            state.Runs.List(workflow, RunStatus.Running).ToList().ForEach(workflow.Slots.Add);
        }

        if (workflow.Limits.Rate is null)
        {
            workflow.Window.Clear();
        }

        foreach (var key in workflow.Backlog.Keys)
        {
            Pump.Consider(workflow, key, turn);
        }

        pump.Run(workflow, turn);
    }

    private static void HoldBack(MemoryRun run, Turn turn)
    {
        run.Definition.Backlog.Add(run);
        Pump.Consider(run.Definition, run.LimitKey, turn);
    }
}
