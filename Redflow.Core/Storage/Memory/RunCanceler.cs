using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Cancels runs: at once when no worker has them, else by telling the worker. The first reason stands.</summary>
internal sealed class RunCanceler(MemoryState state)
{
    public CancelResult? Cancel(RunId id, string? reason, Turn turn)
    {
        if (state.Runs.Find(id) is not { } run)
        {
            return null;
        }

        switch (run.Status)
        {
            case RunStatus.Running:
                run.CancelReason ??= reason ?? "";
                state.Subscriptions.Tell(turn, run.Worker!, new WorkerSignal.Cancel(new(id, run.Fence!.Value)));
                return CancelResult.Requested;
            case RunStatus.Succeeded or RunStatus.Failed:
                return CancelResult.AlreadyFinished;
            case RunStatus.Canceled:
                return CancelResult.Canceled;
            default:
                state.Endings.Withdraw(run, turn);
                state.Endings.EndCanceled(run, reason, turn);
                return CancelResult.Canceled;
        }
    }
}
