using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>Whatever happens, clients get the errors that the documentation names.</summary>
internal static class Errors
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.Errors);
        findings.Look(ledger.Of(LedgerKinds.EmitSent).Count());
        foreach (var line in ledger.Of(LedgerKinds.Unexpected))
        {
            findings.Violated($"{line[0]}: {line[1]}");
        }

        return findings.ToResult();
    }
}
