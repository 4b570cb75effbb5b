namespace Redflow.Storage.Memory;

/// <summary>Delivers effects, in the order in which they came to be owed.</summary>
internal sealed class Relay(MemoryState state, ChildKeeper children, EventEmitter events, RunCanceler canceler, RunRepeater repeater)
{
    /// <summary>Delivers effects; what they leave in turn is for the next call.</summary>
    public DueReply Deliver(int limit, Turn turn)
    {
        var count = Math.Min(limit, state.Outbox.Count);
        for (var i = 0; i < count && state.Outbox.TryTake(out var effect); i++)
        {
            Deliver(effect, turn);

            // Each delivery is an operation of its own.
            state.Pump.RunAll(turn);
        }

        return new(count, state.Outbox.Count > 0 ? TimeSpan.Zero : null);
    }

    private void Deliver(Effect effect, Turn turn)
    {
        switch (effect)
        {
            case Effect.EmitRun emit:
                children.Emit(emit.Run, turn);
                break;
            case Effect.HandleEnd ended:
                children.Emit(ended.Ended.HandledBy(ended.Handler, ended.TraceParent, ended.Ended.Id.Partition), turn);
                break;
            case Effect.EmitEvent emit:
                events.Emit(emit.Event, turn);
                break;
            case Effect.EndChild ended:
                children.End(ended, turn);
                break;
            case Effect.CloseChild close:
                canceler.Cancel(close.Child, close.Reason, turn);
                break;
            case Effect.Compensate compensate:
                repeater.Compensate(compensate.Run, turn);
                break;
            case Effect.AwaitEvent wait:
                events.Await(wait, turn);
                break;
            case Effect.EventFound found:
                events.Release(found, turn);
                break;
            case Effect.UnawaitEvent wait:
                state.Events.RemoveWait(wait.Name, wait.Key, wait.Run, wait.Step);
                break;
            case Effect.DeliverEvent deliver:
                events.Deliver(deliver.Id, turn);
                break;
        }
    }
}
