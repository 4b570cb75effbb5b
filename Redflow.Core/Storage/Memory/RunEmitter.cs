using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>Creates runs, each queued or scheduled, and moves those that are due.</summary>
internal sealed class RunEmitter(MemoryState state)
{
    /// <summary>Creates a run. An id that exists is the same emit sent again and answers as the first did.</summary>
    public EmitReply Emit(NewRun run, Turn turn)
    {
        if (state.Runs.Find(run.Id) is not null)
        {
            return new EmitReply.Emitted();
        }

        if (state.Runs.TryFindHolder(run.Workflow, run.IdempotencyKey, out var holder))
        {
            return new EmitReply.Existing(holder.Id);
        }

        if (QueueOf(run) is not { } queue)
        {
            return new EmitReply.UnknownWorkflow();
        }

        state.Name(run.Workflow, queue);
        Create(new(run, queue, turn.Now), Due(run, turn.Now), turn);
        return new EmitReply.Emitted();
    }

    /// <summary>Moves due runs, delayed, retried or sleeping, to their queues.</summary>
    public DueReply Promote(int limit, Turn turn)
    {
        var due = state.Timers.Due(turn.Now, limit);
        foreach (var run in due)
        {
            state.Timers.Remove(run);
            state.MakeReady(run, turn.Now, turn);
        }

        return new(due.Count, state.Timers.NextIn(turn.Now));
    }

    private void Create(MemoryRun run, DateTimeOffset due, Turn turn)
    {
        if (due > turn.Now)
        {
            state.Runs.Add(run, RunStatus.Scheduled);
            state.Timers.Add(run, due, turn);
        }
        else
        {
            state.Runs.Add(run, RunStatus.Queued);
            state.MakeReady(run, turn.Now, turn);
        }
    }

    private string? QueueOf(NewRun run) =>
        state.Workflows.TryGetValue(run.Workflow, out var workflow) ? workflow.Queue
        : run.AllowUnregistered ? WorkflowOptions.DefaultQueue
        : null;

    private static DateTimeOffset Due(NewRun run, DateTimeOffset now) =>
        run.RunAt is { } runAt ? WholeMilliseconds.Down(runAt) : WholeMilliseconds.After(now, run.Delay ?? TimeSpan.Zero);
}
