using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;

namespace Redflow.Chaos.Checks;

/// <summary>
/// An idempotency key names one run, for as long as that is kept. Two runs are a violation when the second was accepted so soon after the
/// first one was sent that the first can't have been gone.
/// </summary>
internal static class Keys
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.Keys);
        var sent = ledger.Of(LedgerKinds.EmitSent).GroupBy(line => (line.Pid, line[1], line[2])).ToDictionary(emit => emit.Key, emit => emit.Min(line => line.At));
        foreach (var key in ledger.Of(LedgerKinds.EmitOk).Where(line => line[2] != "-").GroupBy(line => (Workflow: line[1], Key: line[2])))
        {
            findings.Look();
            var first = key.First();
            var sentAt = sent.GetValueOrDefault((first.Pid, key.Key.Workflow, key.Key.Key), first.At);
            var other = key.FirstOrDefault(line => line[0] != first[0] && line.At < sentAt + ChaosWorkload.Retention.Ticks);
            if (other is not null)
            {
                findings.Violated($"{key.Key.Workflow} {key.Key.Key}: {first[0]} and {other[0]}");
            }
        }

        return findings.ToResult();
    }
}
