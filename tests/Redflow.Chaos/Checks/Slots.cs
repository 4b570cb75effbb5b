using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>Each slot is held by a run that runs or is ready, and counted once by its limit key.</summary>
internal static class Slots
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.Slots);
        foreach (var line in ledger.Of(LedgerKinds.Slots))
        {
            findings.Look();
            if (line[2] != line[3])
            {
                findings.Violated($"{line[0]}: {line[2]} slots, but {line[3]} counted by key");
            }
        }

        foreach (var line in ledger.Of(LedgerKinds.Leaked).DistinctBy(line => line[1]))
        {
            findings.Violated($"{line[0]}: {line[1]} neither runs nor is ready");
        }

        return findings.ToResult();
    }
}
