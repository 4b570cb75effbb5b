using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Gives runs signals: to a step that waits for it, or to be kept until one does.</summary>
internal sealed class Signaler(MemoryState state, WaitKeeper waits)
{
    public SignalResult? Signal(RunId id, NewSignal signal, Turn turn)
    {
        if (state.Runs.Find(id) is not { } run)
        {
            return null;
        }

        if (run.Signals.HasTaken(signal))
        {
            return SignalResult.Delivered;
        }

        if (run.Status.IsTerminal())
        {
            return SignalResult.AlreadyFinished;
        }

        if (run.Signals.IsFull)
        {
            return SignalResult.Full;
        }

        run.Signals.Take(signal);
        var step = run.Steps.Values.Where(step => step.WaitsFor(WaitKind.Signal, signal.Name, turn.Now)).MinBy(step => step.Position);
        if (step is null)
        {
            run.Signals.Keep(signal);
        }
        else
        {
            var name = step.Record.Name;
            waits.End(id, name, WaitKind.Signal, signal.Name, waiting => waiting.Succeeded(new(signal.Payload), turn.Now), traceParent: null, turn);
        }

        return SignalResult.Delivered;
    }
}
