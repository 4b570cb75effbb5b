using Redflow.Chaos.Ledger;
using Redflow.Runs;

namespace Redflow.Chaos.Checks;

/// <summary>What parents and children owe each other.</summary>
internal static class Families
{
    /// <summary>How much later than its parent a child may end as if nothing had been: it may have been about to.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(6);

    /// <summary>A parent whose children have ended goes on.</summary>
    public static InvariantResult CheckParents(LedgerView ledger)
    {
        var findings = new Findings(Invariants.Parents);
        findings.Look(ledger.Of(LedgerKinds.Child).Select(line => line[0]).Distinct().Count());
        foreach (var line in ledger.Of(LedgerKinds.Stuck).DistinctBy(line => line[1]))
        {
            findings.Violated($"{line[0]} {line[1]}");
        }

        return findings.ToResult();
    }

    /// <summary>The children of a canceled parent are canceled.</summary>
    public static InvariantResult CheckChildren(LedgerView ledger)
    {
        var (findings, outcomes) = (new Findings(Invariants.Children), ledger.FirstOutcomes());
        foreach (var child in ledger.Of(LedgerKinds.Child).DistinctBy(line => line[1]))
        {
            if (outcomes.TryGetValue(child[0], out var parent) && parent[1] == RunStatus.Canceled.ToWord() && outcomes.TryGetValue(child[1], out var end))
            {
                findings.Look();
                if (end[1] != RunStatus.Canceled.ToWord() && end.At - parent.At > Grace.Ticks)
                {
                    findings.Violated($"{child[1]} {end[1]}, {TimeSpan.FromTicks(end.At - parent.At).TotalSeconds:0.0} s behind {child[0]}");
                }
            }
        }

        return findings.ToResult();
    }
}
