using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>A run that has ended is to be gone after its retention, with all that points to it.</summary>
internal static class LeftKeys
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.LeftKeys);
        findings.Look(ledger.FirstOutcomes().Count);
        foreach (var line in ledger.Of(LedgerKinds.Kept).DistinctBy(line => line[1]))
        {
            findings.Violated($"{line[0]}: {line[1]} has ended and does not expire");
        }

        foreach (var line in ledger.Of(LedgerKinds.Left))
        {
            findings.Violated(line[0]);
        }

        return findings.ToResult();
    }
}
