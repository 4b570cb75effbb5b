using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Storage.Memory;

/// <summary>Emits the children of steps, and tells the steps how their children ended.</summary>
internal sealed class ChildKeeper(MemoryState state, RunEmitter emitter, WaitKeeper waits)
{
    /// <summary>Emits a run. The step that waits for it is told when there is another one for its key, or none.</summary>
    public void Emit(NewRun run, Turn turn)
    {
        var reply = emitter.Emit(run, turn);
        if (run.Parent is not { } parent)
        {
            return;
        }

        switch (reply)
        {
            case EmitReply.SentAgain when state.Runs.Find(run.Id) is { Outcome: { } outcome } emitted:
                // The step waits anew, after a retry in place of its run, for a child that has ended since.
                End(new(parent.Run, parent.Step, run.Id, outcome, emitted.LastPass), turn);
                break;
            case EmitReply.Existing existing:
                Adopt(run, parent, existing.Id, turn);
                break;
            case EmitReply.KeyTaken taken:
                Fail(run, parent, RunError.From(new IdempotencyKeyTakenException(run.Workflow, run.IdempotencyKey!, taken.Id)), turn);
                break;
            case EmitReply.UnknownWorkflow:
                var known = state.Workflows.Registered.Select(workflow => workflow.Name).ToArray();
                Fail(run, parent, RunError.From(new UnknownWorkflowException(run.Workflow, known)), turn);
                break;
        }
    }

    /// <summary>Tells a step how its child ended.</summary>
    public void End(Effect.EndChild ended, Turn turn)
    {
        state.Runs.Find(ended.Parent)?.Children.Remove(ended.Child);
        waits.End(ended.Parent, ended.Step, WaitKind.Child, ended.Child.ToString(), step => ended.Outcome switch
        {
            RunOutcome.Succeeded succeeded => step.Succeeded(succeeded.Output, turn.Now),
            RunOutcome.Failed failed => step.Failed(failed.Error with { Child = ended.Child }, turn.Now),
            RunOutcome.Canceled canceled => step.Failed(
                new(typeof(RunCanceledException).FullName!, canceled.Reason ?? "The run was canceled.") { Child = ended.Child }, turn.Now),
            _ => throw new ArgumentOutOfRangeException(nameof(ended), ended.Outcome, null),
        }, ended.TraceParent, turn);
    }

    /// <summary>Has a step wait for the run that has its child's key. It stays another's: it is not closed with this parent.</summary>
    private void Adopt(NewRun child, ParentStep parent, RunId existing, Turn turn)
    {
        if (state.Runs.Find(parent.Run) is not { } run || state.Runs.Find(existing) is not { } adopted)
        {
            return;
        }

        run.Children.Remove(child.Id);
        if (run.Status.IsTerminal()
            || run.Steps.GetValueOrDefault(parent.Step) is not { } step
            || !step.WaitsFor(WaitKind.Child, child.Id.ToString(), turn.Now))
        {
            return;
        }

        run.Steps[parent.Step] = step with { Wait = step.Wait! with { Target = existing.ToString() } };
        adopted.Adopters.Add((parent.Run, parent.Step));
        if (adopted.Outcome is { } outcome)
        {
            End(new(parent.Run, parent.Step, existing, outcome, adopted.LastPass), turn);
        }
    }

    private void Fail(NewRun child, ParentStep parent, RunError error, Turn turn) =>
        End(new(parent.Run, parent.Step, child.Id, new RunOutcome.Failed(error)), turn);
}
