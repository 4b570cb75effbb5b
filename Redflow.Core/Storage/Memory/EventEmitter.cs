using Redflow.Events;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Stores events and delivers them: to the workflows that they start, and to the steps that wait for them.</summary>
internal sealed class EventEmitter(MemoryState state, RunEmitter emitter, WaitKeeper waits)
{
    /// <summary>Stores an event. An id that exists is the same event sent again.</summary>
    public void Emit(NewEvent emitted, Turn turn)
    {
        if (state.Events.Find(emitted.Id) is null)
        {
            state.Events.Add(new(emitted, turn.Now));
            state.Outbox.Add(new Effect.DeliverEvent(emitted.Id));
        }
    }

    public void Deliver(EventId id, Turn turn)
    {
        if (state.Events.Find(id) is not { } delivered)
        {
            return;
        }

        foreach (var workflow in state.Workflows.Registered.Where(workflow => workflow.Events.Contains(delivered.Name)).ToArray())
        {
            Start(workflow.Name, delivered, turn);
        }

        foreach (var (run, step) in state.Events.TakeWaits(delivered.Name, delivered.CorrelationKey))
        {
            Release(run, step, delivered, turn);
        }
    }

    /// <summary>Registers a step's wait, unless an event that it looks back to has come.</summary>
    public void Await(Effect.AwaitEvent effect, Turn turn)
    {
        if (state.Runs.Find(effect.Run) is not { } run
            || run.Status.IsTerminal()
            || run.Steps.GetValueOrDefault(effect.Step) is not { Wait: { Kind: WaitKind.Event, Target: { } name } wait } step
            || step.IsOver(turn.Now))
        {
            return;
        }

        if (state.Events.FindNewest(name, wait.CorrelationKey, step.Record.StartedAt - WholeMilliseconds.Up(effect.LookBack)) is { } past)
        {
            state.Outbox.Add(new Effect.EventFound(run.Id, effect.Step, past.Id));
        }
        else
        {
            state.Events.AddWait(name, wait.CorrelationKey, run.Id, effect.Step);
        }
    }

    /// <summary>Gives a step the event that it looked back to, unless that is gone.</summary>
    public void Release(Effect.EventFound effect, Turn turn)
    {
        if (state.Events.Find(effect.Event) is { } found)
        {
            Release(effect.Run, effect.Step, found, turn);
        }
    }

    /// <summary>An operation of its own, as is each start.</summary>
    private void Release(RunId run, string step, MemoryEvent delivered, Turn turn)
    {
        if (waits.End(run, step, WaitKind.Event, delivered.Name, waiting => waiting.Succeeded(new(delivered.Payload), turn.Now), delivered.TraceParent, turn))
        {
            delivered.AddReleased(run);
        }

        state.Pump.RunAll(turn);
    }

    private void Start(string workflow, MemoryEvent delivered, Turn turn)
    {
        var run = new NewRun
        {
            Id = RunId.Derive(delivered.Id.Value, workflow, delivered.Id.Partition),
            Workflow = workflow,
            Input = delivered.Payload,
            LimitKey = delivered.LimitKeys.GetValueOrDefault(workflow),
            TraceParent = delivered.TraceParent,
        };
        emitter.Emit(run, turn);
        state.Pump.RunAll(turn);
        delivered.AddStarted(run.Id);
    }
}
