using Redflow.Chaos.Ledger;
using Redflow.Runs;

namespace Redflow.Chaos.Workload;

/// <summary>Writes down how a run has ended, the same way whoever tells it.</summary>
internal static class Outcomes
{
    /// <summary>Writes the terminal state of a run.</summary>
    /// <returns>Whether it is in one.</returns>
    public static bool TryWrite(LedgerWriter ledger, Run run)
    {
        var result = run.Status switch
        {
            RunStatus.Succeeded => run.Output?.As<string>(),
            RunStatus.Failed => run.Error?.Message,
            RunStatus.Canceled => run.CancelReason,
            _ => null,
        };
        var hasEnded = run.Status.IsTerminal();
        if (hasEnded)
        {
            Write(ledger, run.Id, run.Status.ToWord(), result);
        }

        return hasEnded;
    }

    /// <summary>Writes what a client was told that waited for a run.</summary>
    public static void Write(LedgerWriter ledger, RunId run, RunOutcome outcome)
    {
        var (status, result) = outcome switch
        {
            RunOutcome.Succeeded succeeded => (RunStatus.Succeeded, succeeded.Output.As<string>()),
            RunOutcome.Failed failed => (RunStatus.Failed, failed.Error.Message),
            _ => (RunStatus.Canceled, ((RunOutcome.Canceled)outcome).Reason),
        };
        Write(ledger, run, status.ToWord(), result);
    }

    /// <summary>Writes what the HTTP API has said.</summary>
    public static void Write(LedgerWriter ledger, RunId run, string status, string? result) =>
        ledger.Write(LedgerKinds.Outcome, run.ToString(), status, result);
}
