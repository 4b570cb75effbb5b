using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>Creates runs, each queued or scheduled.</summary>
internal sealed class RunEmitter(MemoryState state)
{
    /// <summary>Creates a run. An id that exists is the same emit sent again.</summary>
    public EmitReply Emit(NewRun run, Turn turn)
    {
        if (state.Runs.Find(run.Id) is not null)
        {
            return new EmitReply.SentAgain();
        }

        if (state.Runs.TryFindHolder(run.Workflow, run.IdempotencyKey, turn.Now, out var holder) && Refuse(run, holder) is { } refusal)
        {
            return refusal;
        }

        if (QueueOf(run) is not { } queue)
        {
            return new EmitReply.UnknownWorkflow();
        }

        if (run.IsBounded && state.Workflows.FindInfo(run.Workflow)?.MaxQueueLength <= QueueLength(queue))
        {
            return new EmitReply.QueueFull();
        }

        var (created, due) = (new MemoryRun(run, state.Workflows.GetOrAdd(run.Workflow), queue, turn.Now), run.DueFrom(turn.Now));
        state.Deadlines.Begin(created, due > turn.Now ? due : turn.Now, turn);
        Create(created, due, turn);
        return new EmitReply.Emitted(created.CreatedAt, queue);
    }

    /// <summary>Adds a run, due at once or later.</summary>
    public void Create(MemoryRun run, DateTimeOffset due, Turn turn)
    {
        state.Queues.Name(run.Queue);
        if (due > turn.Now)
        {
            run.StartableFrom = due;
            state.Runs.Add(run, RunStatus.Scheduled);
            state.PutOff(run, RunStatus.Scheduled, due, turn);
        }
        else
        {
            state.Runs.Add(run, RunStatus.Queued);
            state.Admission.Queue(run, turn.Now, isResumed: false, turn);
        }
    }

    /// <summary>How many runs are queued in a queue, of all workflows that are registered for it.</summary>
    public int QueueLength(string queue) => state.Workflows.Registered
        .Where(workflow => workflow.Queue == queue)
        .Sum(workflow => state.Runs.ByStatus.Count((workflow.Name, RunStatus.Queued)));

    /// <summary>Returns what becomes of an emit whose key is taken; null when the new run takes it over.</summary>
    private static EmitReply? Refuse(NewRun run, MemoryRun holder) => run.KeyReuse switch
    {
        KeyReuse.AfterFailure when holder.Status is RunStatus.Failed or RunStatus.Canceled => null,
        KeyReuse.Reject => new EmitReply.KeyTaken(holder.Id),
        _ => new EmitReply.Existing(holder.Id),
    };

    private string? QueueOf(NewRun run) =>
        state.Workflows.FindInfo(run.Workflow) is { } info ? info.Queue
        : run.AllowUnregistered ? WorkflowOptions.DefaultQueue
        : null;
}
