using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>All passes of a run see the same execution's result of a step, once one of them was committed.</summary>
internal static class StepCommits
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.StepCommits);
        foreach (var step in ledger.Of(LedgerKinds.Seen).GroupBy(line => (Run: line[0], Step: line[1])))
        {
            findings.Look();
            var executions = step.Select(line => line[3]).Distinct().ToArray();
            if (executions.Length > 1)
            {
                findings.Violated($"{step.Key.Run} {step.Key.Step}: {string.Join(", then ", executions)}");
            }
        }

        return findings.ToResult();
    }
}
