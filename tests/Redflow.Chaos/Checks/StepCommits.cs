using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>All passes of a run see the same execution's result of a step, and so does who reads it from the store.</summary>
internal static class StepCommits
{
    public static InvariantResult Check(LedgerView ledger)
    {
        var findings = new Findings(Invariants.StepCommits);
        var started = ledger.Of(LedgerKinds.Start).Select(line => line[3]).ToHashSet();
        foreach (var step in ledger.Results().Where(result => started.Contains(result.Execution)).GroupBy(result => (result.Run, result.Step)))
        {
            findings.Look();
            var executions = step.Select(result => result.Execution).ToArray();
            if (executions.Length > 1)
            {
                findings.Violated($"{step.Key.Run} {step.Key.Step}: {string.Join(", then ", executions)}");
            }
        }

        return findings.ToResult();
    }
}
