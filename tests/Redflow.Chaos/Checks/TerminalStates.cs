using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>Whoever looks at a run that has ended, and whenever, sees the same status and the same result.</summary>
internal static class TerminalStates
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.TerminalStates);
        foreach (var run in ledger.Of(LedgerKinds.Outcome).GroupBy(line => line[0]))
        {
            findings.Look();
            var states = run.Select(line => $"{line[1]} {line[2]}").Distinct().ToArray();
            if (states.Length > 1)
            {
                findings.Violated($"{run.Key}: {string.Join(", then ", states)}");
            }
        }

        return findings.ToResult();
    }
}
