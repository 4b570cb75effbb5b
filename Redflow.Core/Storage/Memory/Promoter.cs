using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Does what is due: queues runs, ends those that expired or timed out, and admits more.</summary>
internal sealed class Promoter(MemoryState state)
{
    public DueReply Promote(int limit, Turn turn)
    {
        var due = state.Timers.Due(turn.Now, limit);
        TimeSpan? late = due.Count > 0 ? turn.Now - due[0].At : null;
        foreach (var timer in due)
        {
            // One before it may have ended the run or admitted more, and set or taken away this one.
            if (state.Timers.Remove(timer))
            {
                Do(timer, turn);
            }
        }

        return new(due.Count, state.Timers.NextIn(turn.Now)) { Lateness = late };
    }

    private void Do(Timer timer, Turn turn)
    {
        switch (timer.Kind)
        {
            case TimerKind.Pump:
                var workflow = state.Workflows.GetOrAdd(timer.Name);
                workflow.PumpAt = null;
                state.Pump.Run(workflow, turn);
                break;
            case TimerKind.Deadline:
                state.Deadlines.Enforce(Get(timer), turn);
                break;
            default:
                var run = Get(timer);
                run.DueAt = null;
                state.Admission.Queue(run, turn.Now, isResumed: run.Status == RunStatus.Waiting, turn);
                break;
        }
    }

    private MemoryRun Get(Timer timer) => state.Runs.Find(RunId.Parse(timer.Name, provider: null))!;
}
